package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.chain.SourceFeed;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.operator.Emitter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenPartitionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** A clock whose two hands are set by hand. */
    private static final class Hands implements WorkerClock {
        private long nanos;
        private Instant wall = NOW;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant instant() {
            return wall;
        }
    }

    /** Nothing comes of what is emitted. */
    private static final class Nowhere implements SourceFeed {
        @Override
        public void emit(Object item) {}

        @Override
        public void handOn() {}

        @Override
        public int takeCount() {
            return 0;
        }

        @Override
        public void rethrow() {}

        @Override
        public boolean isSuspended() {
            return false;
        }

        @Override
        public void resume() {}
    }

    private static SourcePartition<Object> silent() {
        return new SourcePartition<>() {
            @Override
            public SourceStatus nextBatch(Emitter<? super Object> out) {
                return SourceStatus.MORE;
            }
        };
    }

    @Test
    void a_partition_that_had_nothing_rests_longer_and_longer_up_to_a_tenth_of_a_second() throws Exception {
        var hands = new Hands();
        var partition = new OpenPartition("one", silent(), new WakeFlag(new Mailbox()));
        for (int rest : new int[] {1, 2, 4, 8, 16, 32, 64, 100, 100}) {
            partition.poll(new Nowhere(), hands);
            hands.nanos += Duration.ofMillis(rest).toNanos() - 1;
            assertThat(partition.isDue(hands)).isFalse();
            assertThat(partition.awakeAt(hands)).isEqualTo(NOW.plusNanos(1));
            hands.nanos++;
            assertThat(partition.isDue(hands)).isTrue();
        }
    }

    @Test
    void its_rest_does_not_depend_on_the_wall_clock() throws Exception {
        var hands = new Hands();
        var partition = new OpenPartition("one", silent(), new WakeFlag(new Mailbox()));
        partition.poll(new Nowhere(), hands);
        hands.wall = NOW.minus(Duration.ofHours(1));
        assertThat(partition.isDue(hands)).isFalse();
        hands.nanos += Duration.ofMillis(1).toNanos();

        assertThat(partition.isDue(hands)).isTrue();
    }
}
