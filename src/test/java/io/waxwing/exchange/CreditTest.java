package io.waxwing.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditTest {
    @Test
    void a_sender_may_send_a_window_then_waits() {
        var credit = new SendCredit(2);
        credit.onSent();
        assertThat(credit.maySend()).isTrue();
        credit.onSent();
        assertThat(credit.maySend()).isFalse();
        credit.onLimit(3);
        assertThat(credit.maySend()).isTrue();
    }

    @Test
    void a_limit_that_comes_late_takes_nothing_back() {
        var credit = new SendCredit(2);
        credit.onLimit(5);
        credit.onLimit(3);
        for (int i = 0; i < 5; i++) {
            assertThat(credit.maySend()).isTrue();
            credit.onSent();
        }
        assertThat(credit.maySend()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void a_sender_is_never_stuck_once_all_it_sent_has_been_processed(int window) {
        var random = new Random(window);
        var sender = new SendCredit(window);
        var receiver = new ReceiveCredit(window);
        int underWay = 0;
        for (int i = 0; i < 10_000; i++) {
            if (sender.maySend() && random.nextBoolean()) {
                sender.onSent();
                underWay++;
                assertThat(underWay).isLessThanOrEqualTo(window);
            } else if (underWay > 0) {
                underWay--;
                if (receiver.onProcessed()) {
                    sender.onLimit(receiver.announce());
                }
            } else {
                assertThat(sender.maySend()).isTrue();
            }
        }
    }
}
