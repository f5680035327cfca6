package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(NoLeaks.class)
class GoodbyeTest {
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(1));

    private List<Node> nodes = List.of();

    @AfterEach
    void close() {
        Node.closeAll(nodes);
    }

    @Test
    void all_that_was_sent_arrives_before_the_goodbye() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        int batches = 200;
        for (int i = 0; i < batches; i++) {
            nodes.get(0).mesh().send(2, new WireBatch(0, 0, 2, i, 1, new byte[100_000]));
            nodes.get(2).mesh().send(2, new WireBatch(0, 4, 2, i, 1, new byte[10]));
        }
        Node.goodbyes(nodes);
        assertThat(nodes.get(1).messages).hasSize(2 * batches);
        assertThat(nodes.get(1).messages)
                .filteredOn(message -> ((WireBatch) message).from() == 0)
                .extracting(message -> ((WireBatch) message).epoch())
                .isSorted();
    }

    @Test
    void who_is_done_early_waits_for_the_others_longer_than_the_peer_timeout() throws Exception {
        nodes = Node.cluster(2, SHORT);
        var leaving = nodes.get(0).goodbye();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> leaving.get(700, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            nodes.get(1).mesh().send(0, new Message.Sealed(i, 1));
            assertThat(nodes.get(0).message()).isEqualTo(new Message.Sealed(i, 1));
        }
        nodes.get(1).goodbye().get(Node.PATIENCE_SECONDS, TimeUnit.SECONDS);
        leaving.get(Node.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(nodes.get(0).failure).isNotDone();
        assertThat(nodes.get(1).failure).isNotDone();
    }

    @Test
    void a_peer_that_closes_without_goodbye_fails_who_waits_for_it() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        var leaving = nodes.get(0).goodbye();
        nodes.get(1).mesh().close();
        assertThatThrownBy(() -> leaving.get(Node.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(MeshException.class)
                .rootCause()
                .hasMessageContaining("process 1")
                .hasMessageContaining("connection closed");
    }

    @Test
    void a_process_that_has_left_can_no_longer_fail_the_others() throws Exception {
        nodes = Node.cluster(3, SHORT);
        var leaving = nodes.get(1).goodbye();
        assertThatThrownBy(() -> leaving.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        nodes.get(1).close(); // as if it was killed while it waited
        nodes.get(0).mesh().send(2, new Message.SourcesEnded(0));
        nodes.get(0).mesh().send(4, new Message.SourcesEnded(0));
        assertThat(nodes.get(2).message()).isEqualTo(new Message.SourcesEnded(0));
        Node.goodbyes(List.of(nodes.get(0), nodes.get(2)));
        assertThat(nodes.get(0).failure).isNotDone();
    }

    @Test
    void closing_ends_the_wait_of_a_goodbye() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        var leaving = nodes.get(0).goodbye();
        assertThatThrownBy(() -> leaving.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        nodes.get(0).mesh().close();
        assertThatThrownBy(() -> leaving.get(Node.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .rootCause()
                .hasMessage("closed while saying goodbye");
    }

    @Test
    void fifty_clusters_one_after_another_leave_nothing_behind() throws Exception {
        for (int i = 0; i < 50; i++) {
            nodes = Node.cluster(2, Node.TIMEOUTS);
            nodes.get(0).mesh().send(3, new WireBatch(0, 0, 3, 1, 1, new byte[100_000]));
            assertThat(nodes.get(1).message()).isInstanceOf(WireBatch.class);
            Node.goodbyes(nodes);
        }
    }
}
