package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.connector.SinkPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionedSinkStepTest {
    @Test
    void a_partition_may_keep_the_lists_that_it_is_given() {
        List<List<?>> kept = new ArrayList<>();
        SinkPartition<Object> partition = kept::add;
        var step = new PartitionedSinkStep(
                new StepSite("flow.out", new Gate(), null), List.of(Map.of(0, partition)), new Downstream[0]);

        IntStream.range(0, 1025).forEach(item -> step.push(0, item));
        step.flush();
        step.flush();
        step.push(0, "last");
        step.flush();

        assertThat(kept).hasSize(3);
        assertThat(kept.get(0))
                .hasSize(1024)
                .isEqualTo(IntStream.range(0, 1024).boxed().toList());
        assertThat(kept.get(1)).isEqualTo(List.of(1024));
        assertThat(kept.get(2)).isEqualTo(List.of("last"));
    }
}
