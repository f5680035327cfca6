package io.waxwing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random flows on random clusters, each under a seed; {@code scripts/simulate} runs more of them. */
class SimulationTest {
    private static final int FIRST = 500;
    private static final int SEEDS = 5000;

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void flows_give_what_a_sequential_interpreter_gives_whatever_the_order_of_events() throws Exception {
        run(1, FIRST);
    }

    @Tag("long")
    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void so_they_do_under_many_more_seeds() throws Exception {
        run(FIRST + 1, SEEDS - FIRST);
    }

    private static void run(long from, long seeds) throws InterruptedException {
        var outcome = Simulate.run(from, seeds, 1);

        assertThat(outcome.failures().values()).isEmpty();
        assertThat(outcome.tally().crashes)
                .as("the simulation crashed clusters")
                .isPositive();
        assertThat(outcome.tally().stops).as("the simulation stopped clusters").isPositive();
    }
}
