package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waits_longer_each_time_up_to_a_second() {
        var backoff = new Backoff(new Random(42));
        long[] bounds = {100, 200, 400, 800, 1000, 1000, 1000};
        for (long bound : bounds) {
            assertThat(backoff.next()).isBetween(bound / 2, bound);
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(50L, 100L);
    }

    @Test
    void two_processes_do_not_wait_in_step() {
        var one = new Backoff(new Random(1));
        var other = new Backoff(new Random(2));
        assertThat(new long[] {one.next(), one.next(), one.next()})
                .isNotEqualTo(new long[] {other.next(), other.next(), other.next()});
    }
}
