package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeerStateTest {
    private static String allowed(PeerState state) {
        return Arrays.stream(FrameType.values())
                .filter(state::allows)
                .map(FrameType::name)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Test
    void what_a_peer_may_say_depends_on_where_it_stands() {
        assertThat(allowed(PeerState.MISSING)).isEmpty();
        assertThat(allowed(PeerState.LINKED)).isEqualTo("REJECT READY NOT_READY START PING PONG");
        assertThat(allowed(PeerState.RUNNING))
                .isEqualTo(
                        "PING PONG ABORT GOODBYE OUTPUT_CLOSED BATCH EPOCH_END END_OF_STREAM CLOSE SOURCES_ENDED CREDIT SEALED"
                                + " PARTITIONS STORE STORE_BULK");
        assertThat(allowed(PeerState.LEFT)).isEmpty();
    }
}
