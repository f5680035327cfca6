package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataflowGetterTest {

    private static String ask(Class<?> type, String getter) {
        return DataflowGetter.get(type, GetterString.parse("M:" + getter).getter())
                .id();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "flow | field",
                "method | method",
                "method() | method",
                "property | getProperty",
                "both() | both()",
                "getTwice() | getTwice()",
                "primitives(1, 2, 3, 4, 5, -6, true, 'x') | primitives[1,_2,_3-0,_4-0,_5,_-6,_true,_x]",
                "boxes(1, 2L, 3.5, 4.5, 5, -6, False, 'x') | boxes[1,_2,_3-5,_4-5,_5,_-6,_false,_x]",
                "boxes(null, null, null, null, null, null, null, None) | boxes[null,_null,_null,_null,_null,_null,_null,_null]",
                "values('a', 'b/c', '500ms', 'SECONDS', [1]) | values[a,_b/c,_PT0-5S,_SECONDS,_[1]]",
                "values('a', 'b', 'PT5M', 'DAYS', {'k': 1L}) | values[a,_b,_PT5M,_DAYS,_{k=1}]",
                "lists(['a'], ['b/c'], {'a': [1]}, [1, 2]) | lists[[a],_2,_class_java-lang-Long,_2]",
                "array() | array[[]]",
                "array | array[[]]",
                "array(1, 2) | array[[1,_2]]",
                "array([1, 2, 3]) | array[[1,_2,_3]]",
                "rest('a') | rest[a,_[]]",
                "rest('a', 'b', 'c') | rest[a,_[b,_c]]",
                "byArity('a') | one[a]",
                "byArity('a', 'b') | two[a,_b]",
                "byFit(1) | int[1]",
                "byFit(1L) | long[1]",
                "byFit(3000000000) | long[3000000000]",
                "byFit(1.5) | double[1-5]",
                "byFit('a') | string[a]",
                "byFit(true) | objects[true]",
                "byFit(1, 'a') | objects[1,_a]",
                "ambiguous('a') | path[a]",
            })
    void a_member_is_chosen_by_name_arity_and_fit(String getter, String called) {
        assertThat(ask(SampleFlows.class, getter)).isEqualTo(called);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "both | S:both could mean the field both or the method both(): call a method with parentheses behind its name, or rename one",
                "twice | S:twice could mean the method twice() or the method getTwice(): call a method with parentheses behind its name, or rename one",
                "ambiguous('10s') | S:ambiguous(..) is ambiguous: these take the arguments equally well: ambiguous(Duration duration), ambiguous(Path path)",
                "byArity | S:byArity cannot be called with no arguments; there is byArity(String a), byArity(String a, String b)",
                "byArity(1, [2]) | S:byArity(..) cannot be called with an int, a list; there is byArity(String a), byArity(String a, String b)",
                "rest() | S:rest() cannot be called with no arguments; there is rest(String first, Path... others)",
                "array(2.5) | S:array(..) cannot be called with a double; there is array(int... numbers)",
                "array(3000000000, true, null, {}) | S:array(..) cannot be called with a long, a boolean, null, a map; there is array(int... numbers)",
                "flow() | S:flow() is a field: leave out the parentheses",
                "NOTHING | S:NOTHING is null, and that is no Dataflow to run",
                "nothing | S:nothing returned null, and that is no Dataflow to run",
                "TEXT | S:TEXT is java.lang.String, not io.waxwing.Dataflow",
                "text() | S:text() returns java.lang.String, not io.waxwing.Dataflow",
                "anything | S:anything returns java.lang.Object, not io.waxwing.Dataflow",
                "instance | S:instance is not static: make it public static",
                "instanceMethod() | S:instanceMethod() is not static: make it public static",
                "HIDDEN | S:HIDDEN is not public: make it public static",
                "hiddenMethod | S:hiddenMethod is not public: make it public static",
                "called('a') | S:called(..) is not public: make it public static",
                "throwing | S:throwing threw IllegalStateException: no\\nluck",
                "failing('disk') | S:failing(..) threw IOException: disk",
            })
    void what_gives_no_dataflow_is_refused_with_what_is_there(String getter, String message) {
        assertThatThrownBy(() -> ask(SampleFlows.class, getter))
                .isInstanceOf(CliException.class)
                .hasMessage(message.replace("S:", SampleFlows.class.getName() + ":"))
                .extracting(refused -> ((CliException) refused).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_wrong_name_is_answered_with_the_nearest_and_with_those_there_are() {
        assertThatThrownBy(() -> ask(Few.class, "flwo"))
                .hasMessage("class " + Few.class.getName()
                        + " has no \"flwo\"; did you mean \"flow\"? It has flow(String path), ready");
        assertThatThrownBy(() -> ask(Few.class, "something"))
                .hasMessage("class " + Few.class.getName() + " has no \"something\"; it has flow(String path), ready");
        assertThatThrownBy(() -> ask(SampleFlows.class, "flwo")).hasMessageEndingWith(" and 6 more");
    }

    /** Has two getters, and others that give no dataflow. */
    public static class Few {
        public static final io.waxwing.Dataflow ready = new io.waxwing.Dataflow("ready");

        public static final int NUMBER = 1;

        public static io.waxwing.Dataflow flow(String path) {
            return new io.waxwing.Dataflow(path);
        }
    }

    @Test
    void a_class_without_getters_says_so() {
        assertThatThrownBy(() -> ask(SampleFlows.NoGetters.class, "flow"))
                .hasMessage("class " + SampleFlows.NoGetters.class.getName()
                        + " has no \"flow\", and no other public static field or method that gives a Dataflow");
    }

    @Test
    void a_class_that_is_not_public_is_refused() {
        assertThatThrownBy(() -> ask(SampleFlows.NotPublic.class, "flow"))
                .hasMessage("class " + SampleFlows.NotPublic.class.getName()
                        + " is not public: write \"public class NotPublic\"");
    }

    @Test
    void a_class_that_fails_to_initialise_says_why() {
        assertThatThrownBy(() -> ask(SampleFlows.BadInit.class, "flow"))
                .hasMessage("class " + SampleFlows.BadInit.class.getName()
                        + " could not be initialised: IllegalArgumentException: cannot start")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_dataflow_of_a_second_copy_of_waxwing_is_told_apart(@TempDir Path dir) throws Exception {
        TestSources.write(
                dir,
                "src/Copy.java",
                "public class Copy { public static io.waxwing.Dataflow flow() { return null; } }");
        Path classes = TestSources.compile(dir.resolve("src"), dir.resolve("classes"));
        URL waxwing =
                io.waxwing.Dataflow.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] urls = {classes.toUri().toURL(), waxwing};
        try (URLClassLoader other = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> ask(other.loadClass("Copy"), "flow"))
                    .hasMessage(
                            "Copy:flow returns a Dataflow of a second copy of Waxwing: leave Waxwing out of the flow's own"
                                    + " classes");
        }
    }
}
