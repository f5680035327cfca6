package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 3 * SECOND; // the clock may wrap around

    private final Heartbeat heartbeat = new Heartbeat(10 * SECOND, START);

    private static long at(double seconds) {
        return START + (long) (seconds * SECOND);
    }

    @Test
    void a_peer_that_is_heard_and_answers_lives() throws Exception {
        for (int second = 1; second < 100; second++) {
            long ping = heartbeat.ping(at(second));
            heartbeat.pong(ping);
            heartbeat.heard(36, at(second + 0.1));
            assertThat(heartbeat.verdict(at(second + 0.5))).isNull();
        }
    }

    @Test
    void a_peer_that_is_not_heard_is_dead_after_the_timeout() {
        heartbeat.heard(1, at(5));
        assertThat(heartbeat.verdict(at(15))).isNull();
        assertThat(heartbeat.verdict(at(15.2))).isEqualTo("no heartbeat for 10.2 s");
    }

    @Test
    void a_peer_that_is_heard_but_does_not_answer_is_dead_after_the_timeout() {
        heartbeat.ping(at(1));
        heartbeat.heard(1, at(11));
        assertThat(heartbeat.verdict(at(11))).isNull();
        assertThat(heartbeat.verdict(at(11.5))).isEqualTo("no answer to a heartbeat for 10.5 s");
    }

    @Test
    void a_slow_link_with_much_data_on_it_is_not_dead() throws Exception {
        heartbeat.sent(4 << 20); // 64 s at the slowest
        long ping = heartbeat.ping(at(1));
        for (int second = 2; second < 70; second++) {
            heartbeat.heard(36, at(second));
            heartbeat.ping(at(second));
            assertThat(heartbeat.verdict(at(second))).as("second %d", second).isNull();
        }
        heartbeat.heard(36, at(76));
        assertThat(heartbeat.verdict(at(76))).startsWith("no answer");
        heartbeat.pong(ping + 68);
        assertThat(heartbeat.verdict(at(76))).isNull();
    }

    @Test
    void data_that_has_arrived_buys_no_more_time() throws Exception {
        heartbeat.sent(4 << 20);
        heartbeat.pong(heartbeat.ping(at(1)));
        heartbeat.ping(at(2));
        heartbeat.heard(36, at(12.5));
        assertThat(heartbeat.verdict(at(12.5))).startsWith("no answer");
    }

    @Test
    void one_answer_counts_for_all_pings_before_it() throws Exception {
        heartbeat.ping(at(1));
        heartbeat.ping(at(2));
        heartbeat.pong(heartbeat.ping(at(3)));
        heartbeat.heard(36, at(20));
        assertThat(heartbeat.verdict(at(20))).isNull();
    }

    @Test
    void an_answer_to_a_ping_that_was_never_sent_is_refused() {
        heartbeat.ping(at(1));
        assertThatThrownBy(() -> heartbeat.pong(1)).isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> heartbeat.pong(-1)).isInstanceOf(FrameException.class);
    }

    @Test
    void after_a_pause_of_this_process_the_peer_has_its_whole_timeout_again() {
        heartbeat.ping(at(1));
        heartbeat.forgive(at(60));
        assertThat(heartbeat.verdict(at(70))).isNull();
        assertThat(heartbeat.verdict(at(70.1))).isNotNull();
    }
}
