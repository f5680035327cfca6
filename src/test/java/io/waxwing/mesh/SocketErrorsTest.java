package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class SocketErrorsTest {
    @Test
    void errors_of_sockets_read_the_same_on_every_transport() {
        assertThat(SocketErrors.describe(
                        new ConnectException("finishConnect(..) failed: Connection refused: /127.0.0.1:1")))
                .isEqualTo("connection refused");
        assertThat(SocketErrors.describe(new IOException("Connection reset by peer")))
                .isEqualTo("connection closed (reset)");
        assertThat(SocketErrors.describe(new IOException("Broken pipe"))).isEqualTo("connection closed (reset)");
        assertThat(SocketErrors.describe(new ClosedChannelException())).isEqualTo("connection closed");
        assertThat(SocketErrors.describe(new UnknownHostException("x"))).isEqualTo("host name does not resolve");
        assertThat(SocketErrors.describe(new IOException("something\nelse"))).isEqualTo("something\\nelse");
    }
}
