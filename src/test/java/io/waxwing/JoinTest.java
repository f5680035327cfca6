package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.AlignedWindower;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Joins through the whole engine. Each side is a stream of its own, so values are numbered to say which came first. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JoinTest {
    /** A value of a side; {@code second} is its timestamp where there are windows. */
    private record Sided(int side, String key, String value, int second) {
        Instant at() {
            return Instant.ofEpochSecond(second);
        }
    }

    private static Sided left(String value) {
        return new Sided(0, "k", value, 0);
    }

    private static Sided right(String value) {
        return new Sided(1, "k", value, 0);
    }

    /** One source in a known order, split into two sides. */
    private static List<String> joined(
            List<Sided> values,
            BiFunction<KeyedStream<String, Sided>, KeyedStream<String, Sided>, KeyedStream<String, String>> join)
            throws Exception {
        var out = new TestingSink<KeyValue<String, String>>();
        var flow = new Dataflow("joins");
        var sides = flow.input("in", TestingSource.from(values))
                .keyOn("key", Sided::key)
                .branch("side", (key, value) -> value.side == 0);
        join.apply(sides.trues(), sides.falses()).output("out", out);
        Runner.run(flow);
        return out.items().stream().map(KeyValue::toString).toList();
    }

    private static final List<Sided> TWO_OF_EACH = List.of(left("a1"), left("a2"), right("b1"), right("b2"));

    @Test
    void complete_emits_once_all_sides_are_there_and_forgets() throws Exception {
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b).emitComplete("join", (x, y) -> x.value + y.value)))
                .containsExactly("k=a2b1");
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b)
                        .insert(JoinInsertMode.FIRST)
                        .emitComplete("join", (x, y) -> x.value + y.value)))
                .containsExactly("k=a1b1");
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b)
                        .insert(JoinInsertMode.PRODUCT)
                        .emitComplete("join", (x, y) -> x.value + y.value)))
                .containsExactly("k=a1b1", "k=a2b1");
    }

    @Test
    void final_emits_at_the_end_of_the_input() throws Exception {
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b)
                        .emitFinal("join", (x, y) -> x.get().value + y.get().value)))
                .containsExactly("k=a2b2");
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b)
                        .insert(JoinInsertMode.FIRST)
                        .emitFinal("join", (x, y) -> x.get().value + y.get().value)))
                .containsExactly("k=a1b1");
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b)
                        .insert(JoinInsertMode.PRODUCT)
                        .emitFinal("join", (x, y) -> x.get().value + y.get().value)))
                .containsExactly("k=a1b1", "k=a1b2", "k=a2b1", "k=a2b2");
    }

    @Test
    void running_emits_at_each_value_and_a_side_not_seen_is_empty() throws Exception {
        assertThat(joined(TWO_OF_EACH, (a, b) -> Join.of(a, b)
                        .emitRunning(
                                "join",
                                (x, y) -> x.map(Sided::value).orElse("-")
                                        + y.map(Sided::value).orElse("-"))))
                .containsExactly("k=a1-", "k=a2-", "k=a2b1", "k=a2b2");
    }

    @Test
    void a_side_that_was_never_seen_is_empty_at_the_end() throws Exception {
        assertThat(joined(List.of(right("b")), (a, b) -> Join.of(a, b)
                        .emitFinal("join", (x, y) -> x.isPresent() + " " + y.get().value)))
                .containsExactly("k=false b");
    }

    @Test
    void joins_of_three_four_and_n_have_their_sides_in_order() throws Exception {
        List<Sided> values = List.of(left("a"), right("b"));

        assertThat(joined(values, (a, b) -> Join.of(a, b, a)
                        .emitComplete("join", (x, y, z) -> x.value + y.value + z.value)))
                .containsExactly("k=aba");
        assertThat(joined(values, (a, b) -> Join.of(a, b, a, b)
                        .emitComplete("join", (w, x, y, z) -> w.value + x.value + y.value + z.value)))
                .containsExactly("k=abab");
        assertThat(joined(values, (a, b) -> Join.all(List.of(b, a, a))
                        .emitComplete("join")
                        .mapValue("text", row -> row.get(0).value + row.get(1).value + row.get(2).value)))
                .containsExactly("k=baa");
        assertThat(joined(List.of(left("a")), (a, b) -> Join.all(List.of(b, a))
                        .emitFinal("join")
                        .mapValue(
                                "text",
                                row -> row.get(0).isPresent() + row.get(1).get().value)))
                .containsExactly("k=falsea");
    }

    @Test
    void a_windowed_join_joins_the_values_of_each_window() throws Exception {
        AlignedWindower ten = Windower.tumbling(Duration.ofSeconds(10)).alignTo(Instant.EPOCH);
        var values = List.of(
                new Sided(0, "k", "a1", 1),
                new Sided(1, "k", "b1", 12),
                new Sided(1, "k", "b2", 3),
                new Sided(0, "k", "a2", 15));
        var clock = JoinClock2.event(Sided::at, Sided::at, Duration.ofSeconds(60));

        assertThat(joined(values, (a, b) -> Join.of(a, b)
                        .window(clock, ten)
                        .emitFinal("join", (x, y) -> x.get().value + y.get().value)
                        .down()
                        .mapValue("text", w -> w.windowId() + ":" + w.value())))
                .containsExactly("k=0:a1b2", "k=1:a2b1");
        assertThat(joined(values, (a, b) -> Join.of(a, b)
                        .window(clock, ten)
                        .ordered(false)
                        .emitRunning(
                                "join",
                                (x, y) -> x.map(Sided::value).orElse("-")
                                        + y.map(Sided::value).orElse("-"))
                        .down()
                        .mapValue("text", w -> w.windowId() + ":" + w.value())))
                .containsExactly("k=0:a1-", "k=1:-b1", "k=0:a1b2", "k=1:a2b1");
    }

    @Test
    void a_late_value_of_a_windowed_join_comes_with_its_side() throws Exception {
        AlignedWindower ten = Windower.tumbling(Duration.ofSeconds(10)).alignTo(Instant.EPOCH);
        var values = List.of(new Sided(0, "k", "a", 30), new Sided(1, "k", "b", 3));

        assertThat(joined(values, (a, b) -> Join.of(a, b)
                        .window(JoinClock2.event(Sided::at, Sided::at, Duration.ZERO), ten)
                        .emitComplete("join", (x, y) -> x.value + y.value)
                        .late()
                        .mapValue(
                                "text",
                                late -> late.windowId() + ":" + late.value().side())))
                .containsExactly("k=0:1");
    }

    @Test
    void what_cannot_be_joined_is_refused() {
        assertThatThrownBy(() -> Join.all(List.of())).hasMessageContaining("at least one side");
        assertThatThrownBy(() -> joined(List.of(left("a")), (a, b) -> Join.of(a.mapValue("null", v -> (Sided) null), b)
                        .emitFinal("join", (x, y) -> "")))
                .hasMessageContaining("joins.join")
                .hasMessageContaining("side 0 of a join got a null value");
        var other = new Dataflow("other").input("in", TestingSource.of("x")).keyOn("key", x -> x);
        var one = new Dataflow("one").input("in", TestingSource.of("x")).keyOn("key", x -> x);
        assertThatThrownBy(() -> Join.of(one, other).emitComplete("join", (a, b) -> a))
                .hasMessageContaining("streams of two dataflows");
        assertThatThrownBy(() -> new JoinClock2<>(null)).hasMessage("clock");
        assertThatThrownBy(() -> Join.all(List.of(one)).window(null, Windower.session(Duration.ZERO)))
                .hasMessage("clock");
    }
}
