package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshConfigTest {
    private static final List<Address> TWO = Address.parseList("a:1;b:1");

    private static MeshConfig config(int process, int workers, int maxFrame) {
        return new MeshConfig(process, TWO, workers, Node.FLOW, Node.TIMEOUTS, maxFrame, MeshSecurity.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 4096, 'process id -1 is out of range: there are 2 addresses, so expected 0 to 1'",
        "2, 1, 4096, 'process id 2 is out of range: there are 2 addresses, so expected 0 to 1'",
        "0, 0, 4096, workers per process out of range: 0",
        "0, 2000000000, 4096, workers per process out of range: 2000000000",
        "0, 1, 4095, 'largest frame out of range: 4095, expected 4096 to 1073741824 bytes'",
        "0, 1, 2147483647, 'largest frame out of range: 2147483647, expected 4096 to 1073741824 bytes'"
    })
    void refuses_what_cannot_be(int process, int workers, int maxFrame, String message) {
        assertThatThrownBy(() -> config(process, workers, maxFrame)).hasMessage(message);
    }

    @Test
    void knows_where_a_worker_lives() {
        MeshConfig config = config(0, 3, 4096);
        assertThat(config.processOf(2)).isZero();
        assertThat(config.processOf(3)).isOne();
        assertThat(config.maxPayload()).isEqualTo(4096 - 28 - 24);
    }

    @Test
    void pings_every_two_seconds_or_four_times_in_a_shorter_timeout() {
        assertThat(Node.TIMEOUTS.beat()).isEqualTo(Duration.ofSeconds(2));
        assertThat(new Timeouts(Duration.ZERO, Duration.ofSeconds(2)).beat()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void refuses_timeouts_that_cannot_be() {
        assertThatThrownBy(() -> new Timeouts(Duration.ofSeconds(-1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timeouts(Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
