package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.Dataflow;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import io.waxwing.operator.Emitter;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.testing.TestingSink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are so large that their loading waits for the workers, again and again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeResumeTest {
    private static final int ALL = 300_000;
    private static final int SOME = 40_000;

    @TempDir
    Path dir;

    /** All keys in the first execution, some of them in each of the others. */
    private record Numbers(int end) implements FixedPartitionedSource<KeyValue<Integer, Integer>, Integer> {
        @Override
        public List<String> listPartitions() {
            return List.of("all");
        }

        @Override
        public StatefulSourcePartition<KeyValue<Integer, Integer>, Integer> build(
                PartitionContext context, String partition, Integer resume) {
            return new StatefulSourcePartition<>() {
                private int next = resume == null ? 0 : resume;

                @Override
                public SourceStatus nextBatch(Emitter<? super KeyValue<Integer, Integer>> out) {
                    for (int i = 0; i < 1000 && next < end; i++) {
                        out.emit(KeyValue.of(next < ALL ? next : (next - ALL) % SOME, next));
                        next++;
                    }
                    return next < end ? SourceStatus.MORE : SourceStatus.DONE;
                }

                @Override
                public Integer snapshot() {
                    return next;
                }
            };
        }
    }

    @Test
    void what_is_read_is_not_merged_away_meanwhile() throws Exception {
        RunConfig config = RunConfig.workers(1).withRecovery(RecoveryConfig.of(dir.resolve("saved")));
        for (int round = 1; round <= 8; round++) {
            var counts = new TestingSink<KeyValue<Integer, Integer>>();
            var flow = new Dataflow("large");
            flow.inputKeyed("numbers", new Numbers(ALL + (round - 1) * SOME))
                    .statefulMap("count", () -> new int[1], (state, value) -> ++state[0])
                    .output("out", counts);
            Runner.run(flow, config);

            int expected = round;
            assertThat(counts.items()).hasSize(round == 1 ? ALL : SOME).allSatisfy(count -> assertThat(count.value())
                    .isEqualTo(expected));
        }
    }
}
