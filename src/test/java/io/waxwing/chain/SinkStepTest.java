package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.connector.SinkPartition;
import io.waxwing.operator.KeyValue;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkStepTest {
    private record Place(long epoch, int worker, InstantSource time) implements StepContext {}

    private final List<List<?>> batches = new ArrayList<>();
    private final SinkPartition<Object> partition = items -> batches.add(items);

    private SinkStep step(boolean keyed) {
        var site = new StepSite("flow.out", new Gate(), new Place(1, 0, InstantSource.system()));
        return new SinkStep(site, List.of(partition, keyed), new Downstream[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 100, 1023, 1024, 1025, 5000})
    void batches_hold_all_that_was_pushed_in_order_and_stay_as_they_are(int count) {
        SinkStep pairs = step(true);
        SinkStep items = step(false);
        List<Object> expected = new ArrayList<>();
        for (SinkStep step : List.of(pairs, items)) {
            for (int i = 0; i < count; i++) {
                step.push("k" + i, i);
                expected.add(step == pairs ? KeyValue.of("k" + i, i) : i);
            }
            step.flush();
            step.flush();
        }
        assertThat(batches).allSatisfy(batch -> assertThat(batch.size()).isBetween(1, 1024));
        assertThat(batches.stream().<Object>flatMap(List::stream)).isEqualTo(expected);
    }

    @Test
    void a_batch_of_pairs_is_a_list_as_others_are_that_cannot_be_changed() {
        SinkStep step = step(true);
        IntStream.range(0, 3).forEach(i -> step.push("k", i));
        step.flush();

        List<?> batch = batches.get(0);
        assertThat(batch).isEqualTo(List.of(KeyValue.of("k", 0), KeyValue.of("k", 1), KeyValue.of("k", 2)));
        assertThat(batch.get(2)).isEqualTo(KeyValue.of("k", 2));
        assertThatThrownBy(() -> batch.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        Iterator<?> iterator = batch.iterator();
        IntStream.range(0, 3).forEach(i -> iterator.next());
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
}
