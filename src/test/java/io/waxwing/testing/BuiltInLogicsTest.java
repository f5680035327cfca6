package io.waxwing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.Join;
import io.waxwing.Join2;
import io.waxwing.Join3;
import io.waxwing.Join4;
import io.waxwing.JoinN;
import io.waxwing.JoinWindow2;
import io.waxwing.JoinWindow3;
import io.waxwing.JoinWindow4;
import io.waxwing.JoinWindowN;
import io.waxwing.KeyedStream;
import io.waxwing.Step;
import io.waxwing.WindowedStream;
import io.waxwing.operator.KeyValue;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.JoinClock3;
import io.waxwing.window.JoinClock4;
import io.waxwing.window.SystemClock;
import io.waxwing.window.Windower;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every step that keeps something of its keys, through all of {@link LogicHarness}: with its state saved and restored after each event,
 * and with room for one item at a time behind it, it emits the same. Which methods make such steps is found out by calling them all.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BuiltInLogicsTest {
    private static final int SEEDS = 250;

    static Collection<String> names() {
        return new TreeMap<>(LogicCases.ALL).keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_logic_that_is_restored_after_each_event_emits_the_same(String name) {
        LogicCases.Case one = LogicCases.ALL.get(name);
        int emitted = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var random = new SplittableRandom(seed * 31 + name.hashCode());
            var draw = new LogicCases.Draw(random);
            LogicHarness<Object> harness = LogicHarness.of(keyed -> one.make().on(LogicCases.typed(keyed), draw));
            LogicCases.feed(harness, one, random);
            try {
                emitted +=
                        harness.check().values().stream().mapToInt(List::size).sum();
            } catch (Throwable e) {
                throw new AssertionError(name + ", seed " + seed + ", " + draw, e);
            }
        }
        assertThat(emitted).as("items emitted").isGreaterThan(SEEDS);
    }

    @Test
    void no_method_that_makes_a_step_with_state_is_left_out() {
        var stateful = new TreeSet<String>();
        var stateless = new TreeSet<String>();
        for (Object receiver : receivers(new Streams())) {
            for (Method method : receiver.getClass().getMethods()) {
                if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == String.class) {
                    (makesState(receiver.getClass(), method) ? stateful : stateless).add(name(method));
                }
            }
        }

        assertThat(stateful).isEqualTo(new TreeSet<>(LogicCases.ALL.keySet()));
        assertThat(stateless)
                .contains(
                        "DataStream.map/2",
                        "DataStream.enrichCached/5",
                        "KeyedStream.enrichCached/5",
                        "KeyedStream.via/2",
                        "KeyedStream.output/2");
    }

    @Test
    void no_windower_is_left_out() {
        assertThat(Stream.of(Windower.class.getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(LogicCases.WINDOWERS);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "/" + method.getParameterCount();
    }

    /** A flow with a stream to call methods of. */
    private static final class Streams {
        final Dataflow flow = new Dataflow("methods");
        final KeyedStream<Object, Object> keyed = flow.inputKeyed("in", TestingSource.<KeyValue<Object, Object>>of());
    }

    /** One of each class whose methods make steps. */
    private static List<Object> receivers(Streams s) {
        var k = s.keyed;
        Windower windower = Windower.count(2);
        Join2<Object, Object, Object> two = Join.of(k, k);
        Join3<Object, Object, Object, Object> three = Join.of(k, k, k);
        Join4<Object, Object, Object, Object, Object> four = Join.of(k, k, k, k);
        JoinN<Object, Object> all = Join.all(List.of(k, k));
        WindowedStream<Object, Object> windows = k.window(SystemClock.of(), windower);
        JoinWindow2<Object, Object, Object> windowOfTwo = two.window(JoinClock2.system(), windower);
        JoinWindow3<Object, Object, Object, Object> windowOfThree = three.window(JoinClock3.system(), windower);
        JoinWindow4<Object, Object, Object, Object, Object> windowOfFour = four.window(JoinClock4.system(), windower);
        JoinWindowN<Object, Object> windowOfAll = all.window(SystemClock.of(), windower);
        return List.of(
                k, k.pairs(), two, three, four, all, windows, windowOfTwo, windowOfThree, windowOfFour, windowOfAll);
    }

    private static boolean makesState(Class<?> type, Method method) {
        var streams = new Streams();
        Object receiver =
                receivers(streams).stream().filter(type::isInstance).findFirst().orElseThrow();
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(parameter -> argument(parameter, streams))
                .toArray();
        try {
            method.invoke(receiver, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method + " with " + Arrays.toString(arguments), e);
        }
        return streams.flow.steps().stream().anyMatch(Step.Stateful.class::isInstance);
    }

    /** Something of a type; functions are not called while a flow is built, but for that of {@code via}, whose result is not looked at. */
    private static Object argument(Class<?> type, Streams streams) {
        if (type == String.class) {
            return "step";
        } else if (type == int.class) {
            return 2;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type == Class.class) {
            return String.class;
        } else if (type == KeyedStream.class) {
            return streams.keyed;
        } else if (type == DataStream.class) {
            return streams.keyed.pairs();
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, argument(type.getComponentType(), streams));
            return array;
        } else if (type.isSealed()) {
            return new TestingSink<>();
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> null);
    }

    /** What the harness says of a logic that forgets something: the check is one that can fail. */
    @Test
    void a_logic_that_loses_its_state_is_found_out() {
        List<String> found = new ArrayList<>();
        var harness = LogicHarness.<Object>of(keyed -> keyed.stateful("forgetful", LogicCases.Forgetful::new))
                .value("a", 1L)
                .value("a", 2L);
        try {
            harness.check();
        } catch (AssertionError e) {
            found.add(e.getMessage());
        }

        assertThat(found).singleElement().asString().contains("with its state restored after each event");
    }
}
