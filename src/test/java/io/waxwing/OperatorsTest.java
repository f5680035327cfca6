package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulBatchLogic;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.SystemClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each operator without windows does, by an example through the whole engine. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperatorsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static <R> List<R> of(List<Integer> in, Function<DataStream<Integer>, DataStream<R>> steps)
            throws Exception {
        var out = new TestingSink<R>();
        var flow = new Dataflow("operators");
        steps.apply(flow.input("in", TestingSource.from(in).batchSize(3))).output("out", out);
        Runner.run(flow);
        return out.items();
    }

    /** Odd and even numbers apart. */
    private static <R> List<String> byParity(
            List<Integer> in, Function<KeyedStream<String, Integer>, KeyedStream<String, R>> steps) throws Exception {
        return of(in, numbers -> steps.apply(numbers.keyOn("parity", n -> n % 2 == 0 ? "even" : "odd"))
                .map("text", (key, value) -> key + "=" + value));
    }

    @Test
    void map_makes_one_of_one() throws Exception {
        assertThat(of(List.of(1, 2), in -> in.map("map", n -> "n" + n))).containsExactly("n1", "n2");
        assertThat(of(List.of(1, 2), in -> in.keyOn("key", n -> "k" + n).map("map", (key, n) -> key + n)))
                .containsExactly("k11", "k22");
    }

    @Test
    void flat_map_makes_many_of_one() throws Exception {
        assertThat(of(List.of(2, 0, 1), in -> in.flatMap("flat", n -> Collections.nCopies(n, n))))
                .containsExactly(2, 2, 1);
        assertThat(of(List.of(2, 1), in -> in.keyOn("key", n -> "k")
                        .flatMap("flat", (key, n) -> Collections.nCopies(n, key + n))))
                .containsExactly("k2", "k2", "k1");
    }

    @Test
    void flat_map_batch_gets_items_that_come_together() throws Exception {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

        assertThat(of(
                        List.of(1, 2, 3, 4),
                        in -> in.flatMapBatch("batch", all -> {
                            sizes.add(all.size());
                            return all.stream().map(n -> n * 10).toList();
                        })))
                .containsExactly(10, 20, 30, 40);
        assertThat(sizes).containsExactly(3, 1);
    }

    @Test
    void flatten_takes_items_apart() throws Exception {
        assertThat(of(List.of(1, 3), in -> DataStream.flatten("flat", in.map("list", n -> List.of(n, n + 1)))))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void filter_keeps_what_passes() throws Exception {
        assertThat(of(List.of(1, 2, 3), in -> in.filter("odd", n -> n % 2 == 1)))
                .containsExactly(1, 3);
        assertThat(byParity(List.of(1, 2, 3), keyed -> keyed.filter("f", (key, n) -> key.equals("odd") && n > 1)))
                .containsExactly("odd=3");
    }

    @Test
    void filter_map_keeps_what_is_present() throws Exception {
        assertThat(of(
                        List.of(1, 2, 3),
                        in -> in.<String>filterMap("f", n -> n > 1 ? Optional.of("n" + n) : Optional.empty())))
                .containsExactly("n2", "n3");
    }

    @Test
    void values_are_mapped_and_filtered_under_their_keys() throws Exception {
        List<Integer> in = List.of(1, 2, 3);

        assertThat(byParity(in, keyed -> keyed.mapValue("map", n -> n * 10)))
                .containsExactly("odd=10", "even=20", "odd=30");
        assertThat(byParity(in, keyed -> keyed.flatMapValue("flat", n -> Collections.nCopies(n - 1, n))))
                .containsExactly("even=2", "odd=3", "odd=3");
        assertThat(byParity(in, keyed -> keyed.filterValue("filter", n -> n > 1)))
                .containsExactly("even=2", "odd=3");
        assertThat(byParity(
                        in,
                        keyed -> keyed.<String>filterMapValue(
                                "both", n -> n > 1 ? Optional.of("n" + n) : Optional.empty())))
                .containsExactly("even=n2", "odd=n3");
    }

    @Test
    void branch_splits_in_two() throws Exception {
        var odd = new TestingSink<Integer>();
        var even = new TestingSink<Integer>();
        var flow = new Dataflow("operators");
        var branch = flow.input("in", TestingSource.of(1, 2, 3)).branch("odd", n -> n % 2 == 1);
        branch.trues().output("odd_out", odd);
        branch.falses().output("even_out", even);

        Runner.run(flow);

        assertThat(odd.items()).containsExactly(1, 3);
        assertThat(even.items()).containsExactly(2);
    }

    @Test
    void branch_by_a_type_gives_a_stream_of_that_type() throws Exception {
        var texts = new TestingSink<Integer>();
        var rest = new TestingSink<Object>();
        var flow = new Dataflow("operators");
        var branch =
                flow.<Object>input("in", TestingSource.<Object>of("four", 1)).branch("text", String.class);
        branch.trues().map("length", String::length).output("text_out", texts);
        branch.falses().output("rest_out", rest);

        Runner.run(flow);

        assertThat(texts.items()).containsExactly(4);
        assertThat(rest.items()).containsExactly(1);
    }

    @Test
    void branch_by_the_type_of_values_keeps_their_keys() throws Exception {
        var lengths = new TestingSink<KeyValue<String, Integer>>();
        var rest = new TestingSink<KeyValue<String, Object>>();
        var flow = new Dataflow("operators");
        var branch = flow.<Object>input("in", TestingSource.<Object>of("four", 1))
                .keyOn("key", item -> "k" + item)
                .branch("text", String.class);
        branch.trues().mapValue("length", String::length).output("text_out", lengths);
        branch.falses().output("rest_out", rest);

        Runner.run(flow);

        assertThat(lengths.items()).containsExactly(KeyValue.of("kfour", 4));
        assertThat(rest.items()).containsExactly(KeyValue.of("k1", 1));
    }

    @Test
    void merge_has_all_items_of_all_streams() throws Exception {
        assertThat(of(
                        List.of(1, 2),
                        in -> DataStream.merge("merge", in, in.map("more", n -> n + 10), in.map("most", n -> n + 100))))
                .containsExactlyInAnyOrder(1, 2, 11, 12, 101, 102);
        assertThat(byParity(List.of(1, 2), keyed -> KeyedStream.merge("merge", keyed, keyed)))
                .containsExactlyInAnyOrder("odd=1", "odd=1", "even=2", "even=2");
    }

    @Test
    void a_fold_over_windows_without_a_merger_says_what_it_is_for() {
        var windows = windows(Windower.tumbling(MINUTE));

        assertThatNullPointerException()
                .isThrownBy(() -> windows.<Integer>fold("fold", () -> 0, Integer::sum, null))
                .withMessage(
                        "step \"fold\" was given null in the place of its"
                                + " merger: sessions and panes need it to make one state of two; where windows are never merged, leave it out");
        for (var windower : List.of(Windower.tumbling(MINUTE), Windower.sliding(MINUTE, MINUTE), Windower.count(2))) {
            windows(windower).<Integer>fold("fold", () -> 0, Integer::sum);
        }
        assertThatThrownBy(() -> windows(Windower.session(MINUTE)).<Integer>fold("fold", () -> 0, Integer::sum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "step \"fold\": these windows may be merged, as sessions are, so fold needs a merger, which makes"
                                + " one state of two, behind the folder");
        assertThatThrownBy(() -> windows.byPanes().<Integer>fold("fold", () -> 0, Integer::sum))
                .hasMessage("step \"fold\": panes are merged, so fold needs a merger, which makes one state of two,"
                        + " behind the folder");
    }

    private static WindowedStream<Integer, Integer> windows(Windower windower) {
        return new Dataflow("windows")
                .input("in", TestingSource.of(1))
                .keyOn("key", n -> n)
                .window(SystemClock.of(), windower);
    }

    @Test
    void functions_over_more_and_to_less_are_taken() throws Exception {
        ThrowingFunction<Object, Optional<Integer>> some = item -> Optional.of(item.hashCode());
        ThrowingFunction<Object, KeyValue<String, Integer>> pair = item -> KeyValue.of("k", item.hashCode());
        ThrowingBiFunction<Object, Object, KeyValue<String, Integer>> again = (key, item) -> KeyValue.of("k", 1);
        ThrowingBiFunction<Object, Object, String> row = (left, right) -> left + " " + right;
        var out = new TestingSink<Object>();
        var flow = new Dataflow("wide");
        KeyedStream<Object, Number> keyed = flow.input("in", TestingSource.of(7))
                .<Number>filterMap("some", some)
                .<Object, Number>mapToKeyed("pair", pair)
                .<Number>filterMapValue("value", some)
                .<Object, Number>mapToKeyed("again", again);
        Join.of(keyed, keyed).emitFinal("join", row).output("out", out);
        Runner.run(flow);
        assertThat(out.items()).containsExactly(KeyValue.of("k", "Optional[1] Optional[1]"));
    }

    @Test
    void a_flat_map_that_gives_null_says_what_was_expected() {
        for (int kind = 0; kind < 3; kind++) {
            var flow = new Dataflow("test");
            var in = flow.input("in", TestingSource.of(1));
            var out = kind == 0
                    ? in.<Integer>flatMap("flat", n -> null)
                    : kind == 1
                            ? in.<Integer>flatMapBatch("flat", batch -> null)
                            : in.keyOn("key", n -> n)
                                    .<Integer>flatMapValue("flat", n -> null)
                                    .keyRm("values");
            out.output("out", new TestingSink<>());
            assertThatThrownBy(() -> Runner.run(flow, RunConfig.workers(1)))
                    .hasMessageContaining("test.flat")
                    .hasMessageContaining("an Iterable was expected, not null");
        }
    }

    @Test
    void a_stateful_flat_map_that_gives_null_says_what_was_expected() {
        assertThatThrownBy(() -> byParity(
                        List.of(1),
                        keyed -> keyed.<int[], Integer>statefulFlatMap("flat", () -> new int[1], (s, n) -> null)))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("an Iterable was expected, not null")
                .hasMessageContaining("step \"operators.flat\"");
    }

    @Test
    void redistribute_hands_items_to_all_workers() throws Exception {
        Map<Integer, Integer> seen = new ConcurrentHashMap<>();
        var out = new TestingSink<Integer>();
        var flow = new Dataflow("operators");
        flow.input("in", TestingSource.from(IntStream.range(0, 3000).boxed().toList()))
                .redistribute("spread")
                .inspectDebug("look", (step, item, epoch, worker) -> seen.merge(worker, 1, Integer::sum))
                .output("out", out);

        Runner.run(flow, RunConfig.workers(3));

        assertThat(out.items())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 3000).boxed().toList());
        assertThat(new TreeMap<>(seen)).containsExactly(Map.entry(0, 1000), Map.entry(1, 1000), Map.entry(2, 1000));
    }

    @Test
    void inspect_looks_at_items_and_changes_nothing() throws Exception {
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());

        assertThat(of(List.of(1, 2), in -> in.inspect("look", seen::add))).containsExactly(1, 2);
        assertThat(byParity(List.of(3), keyed -> keyed.inspect("look", (key, n) -> seen.add(key + n))))
                .containsExactly("odd=3");
        assertThat(seen).containsExactly(1, 2, "odd3");
    }

    @Test
    void inspect_debug_tells_step_epoch_and_worker() throws Exception {
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());

        of(
                List.of(7),
                in -> in.inspectDebug(
                        "look", (step, item, epoch, worker) -> seen.add(List.of(step, item, epoch, worker))));

        assertThat(seen).containsExactly(List.of("operators.look", 7, 1L, 0));
    }

    @Test
    void keys_are_given_and_taken() throws Exception {
        assertThat(of(List.of(1, 2), in -> in.keyOn("key", n -> "k" + n)
                        .mapToKeyed("swap", (key, n) -> KeyValue.of(n, key))
                        .keyRm("values")))
                .containsExactly("k1", "k2");
        assertThat(of(List.of(1, 2), in -> in.keyOn("key", n -> "k", n -> n * 10)
                        .pairs()))
                .containsExactly(KeyValue.of("k", 10), KeyValue.of("k", 20));
        assertThat(of(List.of(1), in -> KeyedStream.of(in.map("pair", n -> KeyValue.of("k", n)))
                        .map("text", (key, n) -> key + n)))
                .containsExactly("k1");
        assertThat(of(List.of(1), in -> in.mapToKeyed("pair", n -> KeyValue.of("k", n))
                        .map("text", (key, n) -> key + n)))
                .containsExactly("k1");
    }

    @Test
    void raises_fails_at_the_first_item() {
        var flow = new Dataflow("operators");
        flow.input("in", TestingSource.of(1, 2)).filter("big", n -> n > 1).raises("none");

        assertThatThrownBy(() -> Runner.run(flow))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("step \"operators.none\"")
                .hasMessageContaining("2");
    }

    @Test
    void via_applies_a_composite() throws Exception {
        assertThat(of(
                        List.of(1, 2),
                        in -> in.<DataStream<Integer>>via(
                                "twice", s -> s.map("a", n -> n * 2).map("b", n -> n + 1))))
                .containsExactly(3, 5);
    }

    /** Numbers the values of a key; forgets the key at its third. */
    private static final class Numbered implements StatefulLogic<Integer, String, Integer> {
        private int count;

        @Override
        public Retention onItem(Integer value, Emitter<? super String> out) {
            out.emit(++count + ":" + value);
            return count == 3 ? Retention.DISCARD : Retention.KEEP;
        }

        @Override
        public Retention onEof(Emitter<? super String> out) {
            out.emit("end after " + count);
            return Retention.KEEP;
        }

        @Override
        public Integer snapshot() {
            return count;
        }

        @Override
        public void restore(Integer snapshot) {
            count = snapshot;
        }
    }

    @Test
    void stateful_has_a_logic_per_key_that_says_when_it_is_done() throws Exception {
        assertThat(byParity(List.of(1, 3, 2, 5, 7), keyed -> keyed.stateful("number", Numbered::new)))
                .containsSubsequence("odd=1:1", "odd=2:3", "odd=3:5", "odd=1:7", "odd=end after 1")
                .containsSubsequence("even=1:2", "even=end after 1")
                .hasSize(7);
    }

    /** The sum of values that come together. */
    private static final class Sums implements StatefulBatchLogic<Integer, List<Integer>, Integer> {
        @Override
        public Retention onBatch(List<Integer> values, Emitter<? super List<Integer>> out) {
            out.emit(List.copyOf(values));
            return Retention.DISCARD;
        }

        @Override
        public Integer snapshot() {
            return 0;
        }

        @Override
        public void restore(Integer snapshot) {
            // nothing
        }
    }

    @Test
    void stateful_batch_gets_the_values_of_a_key_that_come_together() throws Exception {
        assertThat(byParity(List.of(1, 2, 3, 5), keyed -> keyed.statefulBatch("together", Sums::new)))
                .containsExactlyInAnyOrder("odd=[1, 3]", "even=[2]", "odd=[5]");
    }

    @Test
    void stateful_map_changes_the_state_of_a_key_and_may_drop_it() throws Exception {
        assertThat(byParity(
                        List.of(1, 2, 3, 5),
                        keyed -> keyed.statefulMap("sum", () -> new int[1], (sum, n) -> sum[0] += n)))
                .containsExactly("odd=1", "even=2", "odd=4", "odd=9");
        assertThat(byParity(
                        List.of(1, 2, 3, 5),
                        keyed ->
                                keyed.statefulMap("sum", () -> new int[1], (sum, n) -> sum[0] += n, sum -> sum[0] > 3)))
                .containsExactly("odd=1", "even=2", "odd=4", "odd=5");
    }

    @Test
    void stateful_flat_map_gives_many_for_a_value() throws Exception {
        assertThat(byParity(
                        List.of(1, 3),
                        keyed -> keyed.statefulFlatMap("seen", ArrayList<Integer>::new, (seen, n) -> {
                            seen.add(n);
                            return List.copyOf(seen);
                        })))
                .containsExactly("odd=1", "odd=1", "odd=3");
        assertThat(byParity(
                        List.of(1, 3, 5),
                        keyed -> keyed.statefulFlatMap(
                                "seen",
                                ArrayList<Integer>::new,
                                (seen, n) -> {
                                    seen.add(n);
                                    return List.copyOf(seen);
                                },
                                seen -> seen.size() == 2)))
                .containsExactly("odd=1", "odd=1", "odd=3", "odd=5");
    }

    @Test
    void scan_emits_each_state() throws Exception {
        assertThat(byParity(List.of(1, 2, 3), keyed -> keyed.scan("sum", () -> 0, Integer::sum)))
                .containsExactly("odd=1", "even=2", "odd=4");
    }

    @Test
    void fold_final_emits_at_the_end() throws Exception {
        assertThat(byParity(List.of(1, 2, 3), keyed -> keyed.foldFinal("fold", () -> "", (text, n) -> text + n)))
                .containsExactlyInAnyOrder("odd=13", "even=2");
    }

    @Test
    void reduce_final_makes_one_value_of_each_key() throws Exception {
        assertThat(byParity(List.of(1, 2, 3, 5), keyed -> keyed.reduceFinal("sum", Integer::sum)))
                .containsExactlyInAnyOrder("odd=9", "even=2");
    }

    @Test
    void count_final_counts_by_key() throws Exception {
        assertThat(byParity(List.of(1, 2, 3), keyed -> keyed.countFinal("count")))
                .containsExactlyInAnyOrder("odd=2", "even=1");
        assertThat(of(List.of(1, 2, 3), in -> in.countFinal("count", n -> n % 2).pairs()))
                .containsExactlyInAnyOrder(KeyValue.of(1, 2L), KeyValue.of(0, 1L));
    }

    @Test
    void max_and_min_final_emit_one_value_of_each_key() throws Exception {
        assertThat(byParity(List.of(1, 5, 3, 2), keyed -> keyed.maxFinal("max", Comparator.naturalOrder())))
                .containsExactlyInAnyOrder("odd=5", "even=2");
        assertThat(byParity(List.of(3, 1, 5, 2), keyed -> keyed.minFinal("min", Comparator.naturalOrder())))
                .containsExactlyInAnyOrder("odd=1", "even=2");
    }
}
