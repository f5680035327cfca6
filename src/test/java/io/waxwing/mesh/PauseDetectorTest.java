package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseDetectorTest {
    private static final long SECOND = 1_000_000_000L;

    private final PauseDetector pauses = new PauseDetector(10 * SECOND, 0);

    @Test
    void ticks_that_come_in_time_are_no_pause() {
        for (int i = 1; i < 10; i++) {
            assertThat(pauses.tick(i * 5 * SECOND)).isZero();
        }
        assertThat(pauses.explanation(46 * SECOND)).isEmpty();
    }

    @Test
    void a_tick_that_comes_late_is_a_pause_and_is_remembered() {
        assertThat(pauses.tick(12 * SECOND)).isEqualTo(12 * SECOND);
        assertThat(pauses.tick(13 * SECOND)).isZero();
        assertThat(pauses.explanation(13 * SECOND))
                .isEqualTo("; this process was paused for 12.0 s, so its peers may have given it up");
    }

    @Test
    void a_pause_of_long_ago_explains_nothing() {
        for (int second : new int[] {12, 16, 20, 24}) {
            pauses.tick(second * SECOND);
        }
        assertThat(pauses.explanation(25 * SECOND)).isEmpty();
    }

    @Test
    void a_pause_explains_a_failure_that_comes_before_the_late_tick() {
        assertThat(pauses.explanation(30 * SECOND)).contains("paused for 30.0 s");
    }
}
