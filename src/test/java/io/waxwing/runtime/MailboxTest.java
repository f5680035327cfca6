package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailboxTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(60);

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void a_stop_that_comes_just_before_the_worker_parks_is_not_slept_over() {
        var mailbox = new Mailbox();
        mailbox.requestStop();

        mailbox.park(LONG);

        assertThat(mailbox.isStopRequested()).isTrue();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void a_wake_up_counts_for_one_park() {
        var mailbox = new Mailbox();
        mailbox.wake();

        mailbox.park(LONG);

        assertThat(mailbox.takeWakeUp()).isFalse();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void an_interrupt_ends_one_park_and_is_forgotten() {
        var mailbox = new Mailbox();
        Thread.currentThread().interrupt();

        mailbox.park(LONG);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
