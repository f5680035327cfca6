package io.waxwing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionAssignmentTest {
    @Test
    void partitions_are_spread_evenly_in_the_order_of_their_names() {
        var assignment = PartitionAssignment.of(List.of(List.of("d", "b", "a", "c")), 2, 0);
        assertThat(assignment.names()).containsExactly("a", "b", "c", "d");
        assertThat(assignment.workers()).containsExactly(0, 1, 0, 1);
        assertThat(assignment.of(1)).containsExactly(1, 3);
    }

    @Test
    void a_partition_goes_to_a_process_that_can_reach_it() {
        var assignment = PartitionAssignment.of(List.of(List.of("a", "x"), List.of("b", "x"), List.of()), 2, 0);
        assertThat(assignment.names()).containsExactly("a", "b", "x");
        assertThat(assignment.workers().get(0)).isBetween(0, 1);
        assertThat(assignment.workers().get(1)).isBetween(2, 3);
        assertThat(assignment.workers().get(2)).isBetween(0, 3);
    }

    @Test
    void the_single_partitions_of_several_steps_go_to_different_workers() {
        assertThat(PartitionAssignment.of(List.of(List.of("a")), 3, 0).workers())
                .containsExactly(0);
        assertThat(PartitionAssignment.of(List.of(List.of("a")), 3, 1).workers())
                .containsExactly(1);
        assertThat(PartitionAssignment.of(List.of(List.of("a")), 3, 5).workers())
                .containsExactly(2);
    }

    @Test
    void no_partitions_are_given_to_nobody() {
        assertThat(PartitionAssignment.of(List.of(List.of(), List.of()), 2, 0).names())
                .isEmpty();
    }
}
