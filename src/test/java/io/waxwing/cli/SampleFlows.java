package io.waxwing.cli;

import io.waxwing.Dataflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A class to ask for dataflows; the flow's id says what was called with what. */
public class SampleFlows {
    public static final Dataflow flow = called("field");
    public static final Dataflow NOTHING = null;
    public static final String TEXT = "no dataflow";
    public final Dataflow instance = called("instance");
    static final Dataflow HIDDEN = called("hidden");

    public static Dataflow method() {
        return called("method");
    }

    public static Dataflow getProperty() {
        return called("getProperty");
    }

    public static final Dataflow both = called("both");

    public static Dataflow both() {
        return called("both()");
    }

    public static Dataflow twice() {
        return called("twice()");
    }

    public static Dataflow getTwice() {
        return called("getTwice()");
    }

    public static Dataflow primitives(int i, long l, double d, float f, short s, byte b, boolean flag, char c) {
        return called("primitives", i, l, d, f, s, b, flag, c);
    }

    public static Dataflow boxes(Integer i, Long l, Double d, Float f, Short s, Byte b, Boolean flag, Character c) {
        return called("boxes", i, l, d, f, s, b, flag, c);
    }

    public static Dataflow values(String text, Path path, Duration duration, TimeUnit unit, Object any) {
        return called("values", text, path, duration, unit, any);
    }

    public static Dataflow lists(List<String> texts, List<Path> paths, Map<String, List<Long>> map, int[] array) {
        return called(
                "lists", texts, paths.get(0).getNameCount(), map.get("a").get(0).getClass(), array.length);
    }

    public static Dataflow array(int... numbers) {
        return called("array", Arrays.toString(numbers));
    }

    public static Dataflow rest(String first, Path... others) {
        return called("rest", first, Arrays.toString(others));
    }

    public static Dataflow byArity(String a) {
        return called("one", a);
    }

    public static Dataflow byArity(String a, String b) {
        return called("two", a, b);
    }

    public static Dataflow byFit(int i) {
        return called("int", i);
    }

    public static Dataflow byFit(long l) {
        return called("long", l);
    }

    public static Dataflow byFit(double d) {
        return called("double", d);
    }

    public static Dataflow byFit(String text) {
        return called("string", text);
    }

    public static Dataflow byFit(Object... any) {
        return called("objects", any);
    }

    public static Dataflow ambiguous(Path path) {
        return called("path", path);
    }

    public static Dataflow ambiguous(Duration duration) {
        return called("duration", duration);
    }

    public static Dataflow throwing() {
        throw new IllegalStateException("no\nluck");
    }

    public static Dataflow failing(String why) throws Exception {
        throw new java.io.IOException(why);
    }

    public static Dataflow nothing() {
        return null;
    }

    public static Object anything() {
        return called("anything");
    }

    public static String text() {
        return "no dataflow";
    }

    public Dataflow instanceMethod() {
        return called("instance");
    }

    static Dataflow hiddenMethod() {
        return called("hidden");
    }

    private static Dataflow called(String what, Object... with) {
        String arguments = Arrays.deepToString(with).replace(' ', '_').replace('.', '-');
        return new Dataflow(what + (with.length == 0 ? "" : arguments));
    }

    static class NotPublic {
        public static final Dataflow flow = called("never");
    }

    public static class NoGetters {
        public static void main(String[] arguments) {}
    }

    public static class BadInit {
        public static final Dataflow flow = called("never");

        static {
            if (true) {
                throw new IllegalArgumentException("cannot start");
            }
        }
    }
}
