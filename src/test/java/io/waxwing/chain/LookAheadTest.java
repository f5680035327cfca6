package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.connector.SinkPartition;
import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingPredicate;
import io.waxwing.function.ThrowingSupplier;
import io.waxwing.keyed.KeyTable;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps that look up keys of a batch ahead of the calls must give what one call after the other gives. */
class LookAheadTest {
    private static final int DISCARD_AT = 3;

    /** A counter that is dropped when it gets to 3. */
    private static final class Counter implements StatefulLogic<Object, Object, Integer> {
        private int count;

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            out.emit(++count);
            return count == DISCARD_AT ? Retention.DISCARD : Retention.KEEP;
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

    private static final class Place implements StepContext {
        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public int worker() {
            return 0;
        }

        @Override
        public InstantSource time() {
            return InstantSource.system();
        }
    }

    private final Gate gate = new Gate();
    private final List<String> seen = new ArrayList<>();

    private final Downstream seeing = new Downstream() {
        @Override
        public void push(Object key, Object item) {
            seen.add(key + "=" + item);
        }

        @Override
        public void flush() {
            seen.add("flush");
        }
    };

    /** A step that has so many other keys that it looks ahead. */
    private BatchLoop fullStep(FusedStep kind) {
        BatchLoop step = step(kind);
        Object[] others = IntStream.range(0, 5_000).mapToObj(i -> "other" + i).toArray();
        step.run(others, others, 0, others.length);
        seen.clear();
        return step;
    }

    private BatchLoop step(FusedStep kind) {
        return step(kind, seeing);
    }

    private BatchLoop step(FusedStep kind, Downstream down) {
        ThrowingBiFunction<int[], Object, Integer> count = (state, value) -> ++state[0];
        ThrowingSupplier<int[]> init = () -> new int[1];
        ThrowingPredicate<int[]> full = state -> state[0] == DISCARD_AT;
        Function<InstantSource, Counter> logic = time -> new Counter();
        List<?> functions = kind == FusedStep.STATEFUL_MAP ? List.of(count, init, full, true) : List.of(logic, true);
        return (BatchLoop)
                Specializer.copying().make(kind, new StepSite("flow.count", gate, new Place()), functions, down);
    }

    private static List<String> oneByOne(Object[] keys) {
        int[] counts = new int[100];
        return Arrays.stream(keys)
                .map(key -> {
                    int k = Integer.parseInt(((String) key).substring(1));
                    counts[k] = counts[k] % DISCARD_AT + 1;
                    return key + "=" + counts[k];
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"STATEFUL", "STATEFUL_MAP"})
    void a_key_discarded_within_the_keys_looked_up_together_is_built_anew(FusedStep kind) {
        var random = new Random(11);
        Object[] keys = random.ints(1_000, 0, 20).mapToObj(k -> "k" + k).toArray(String[]::new);

        int done = fullStep(kind).run(keys, keys, 0, keys.length);

        assertThat(done).isEqualTo(keys.length);
        assertThat(seen).isEqualTo(oneByOne(keys));
    }

    @ParameterizedTest
    @EnumSource(names = {"STATEFUL", "STATEFUL_MAP"})
    void a_gate_that_closes_stops_the_loop_where_it_is(FusedStep kind) {
        Object[] keys = new Random(12).ints(300, 0, 5).mapToObj(k -> "k" + k).toArray(String[]::new);
        BatchLoop step = fullStep(kind);
        int done = 0;
        while (done < keys.length) {
            gate.close();
            assertThat(step.run(keys, keys, done, keys.length)).isEqualTo(done);
            gate.open();
            done = step.run(keys, keys, done, Math.min(keys.length, done + 7));
        }
        assertThat(seen).isEqualTo(oneByOne(keys));
    }

    @Test
    void a_sink_behind_a_mapper_gets_a_batch_whole_and_behind_what_was_pushed_before() {
        String[] keys = new Random(13).ints(900, 0, 20).mapToObj(k -> "k" + k).toArray(String[]::new);
        List<Integer> sizes = new ArrayList<>();
        SinkPartition<Object> partition = pairs -> {
            sizes.add(pairs.size());
            pairs.forEach(pair -> seen.add(((KeyValue<?, ?>) pair).key() + "=" + ((KeyValue<?, ?>) pair).value()));
        };
        var site = new StepSite("flow.out", gate, new Place());
        BatchLoop step = step(FusedStep.STATEFUL_MAP, new SinkStep(site, List.of(partition, true), new Downstream[0]));

        ((Downstream) step).push(keys[0], "v");
        Object[] rest = Arrays.copyOfRange(keys, 1, keys.length, Object[].class);
        Object[] values = Arrays.copyOf(rest, 1_024); // as those of a batch that is not full
        assertThat(step.run(rest, values, 0, rest.length)).isEqualTo(rest.length);
        ((Downstream) step).flush();

        assertThat(seen).isEqualTo(oneByOne(keys));
        assertThat(sizes).containsExactly(1, rest.length);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATEFUL", "STATEFUL_MAP"})
    void a_key_that_was_discarded_and_one_that_changed_are_saved_as_such(FusedStep kind) {
        BatchLoop step = step(kind);
        Object[] keys = {"k1", "k2", "k1", "k1", "k3", "k3", "k3", "k3"};
        step.run(keys, keys, 0, keys.length);

        List<String> saved = new ArrayList<>();
        ((KeyedState) step)
                .saveChanges((key, state) -> saved.add(key + "=" + (state instanceof int[] one ? one[0] : state)));

        assertThat(saved).containsOnlyOnce("k1=null", "k2=1", "k3=1");
        assertThat(((KeyedState) step).size()).isEqualTo(2);
    }

    @Test
    void what_a_mapper_returns_while_the_gate_is_closed_is_kept_in_order() {
        var step = (StatefulMapStep) Specializer.sharing()
                .make(
                        FusedStep.STATEFUL_MAP,
                        new StepSite("flow.count", gate, new Place()),
                        List.of(
                                (ThrowingBiFunction<int[], Object, Integer>) (state, value) -> ++state[0],
                                (ThrowingSupplier<int[]>) () -> new int[1],
                                (ThrowingPredicate<int[]>) state -> false,
                                false),
                        seeing);
        gate.close();
        step.push("k1", "a");
        assertThat(seen).isEmpty();
        assertThat(step.isSuspended()).isTrue();
        gate.open();
        step.resume();
        step.flush();
        assertThat(seen).containsExactly("k1=1", "flush");
    }

    @Test
    void a_source_whose_chain_looks_at_keys_pushes_in_order_and_nothing_while_the_gate_is_closed() {
        var feed = (SourceFeed) Specializer.sharing()
                .make(FusedStep.SOURCE_FEED, new StepSite("flow.in", gate, new Place()), List.of(true, true), seeing);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2 * KeyTable.TOGETHER + 3; i++) {
            feed.emit(KeyValue.of("k" + i, i));
            expected.add("k" + i + "=" + i);
        }
        assertThat(seen).as("many at a time").isEqualTo(expected.subList(0, 2 * KeyTable.TOGETHER));
        feed.handOn();
        assertThat(seen).isEqualTo(expected);
        assertThat(feed.takeCount()).isEqualTo(expected.size());

        gate.close();
        feed.emit(KeyValue.of("last", 1));
        feed.handOn();
        assertThat(seen).isEqualTo(expected);
        assertThat(feed.isSuspended()).isTrue();
        gate.open();
        feed.resume();
        assertThat(seen).hasSize(expected.size() + 1).endsWith("last=1");
    }
}
