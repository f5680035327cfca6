package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(NoLeaks.class)
class MeshTest {
    private List<Node> nodes = List.of();

    @AfterEach
    void close() {
        Node.closeAll(nodes);
    }

    @Test
    void two_processes_exchange_messages_and_leave_in_good_order() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        Node zero = nodes.get(0);
        Node one = nodes.get(1);
        assertThat(zero.mesh().generation()).isEqualTo(one.mesh().generation()).hasSize(32);
        zero.mesh().send(2, new WireBatch(1, 0, 2, 5, 3, new byte[] {1, 2, 3}));
        zero.mesh().send(2, new Message.EpochEnd(1, 0, 2, 5));
        one.mesh().send(0, new Message.Credit(1, 0, 2, 9));
        assertThat(one.message()).usingRecursiveComparison().isEqualTo(new WireBatch(1, 0, 2, 5, 3, new byte[] {1, 2, 3
        }));
        assertThat(one.message()).isEqualTo(new Message.EpochEnd(1, 0, 2, 5));
        assertThat(zero.message()).isEqualTo(new Message.Credit(1, 0, 2, 9));
        Node.goodbyes(nodes);
        assertThat(zero.failure).isNotDone();
        assertThat(one.failure).isNotDone();
    }

    @Test
    void three_processes_are_linked_pair_by_pair() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                if (from != to) {
                    nodes.get(from).mesh().send(2 * to, new Message.SourcesEnded(2 * from + 1));
                }
            }
        }
        for (int to = 0; to < 3; to++) {
            int me = to;
            assertThat(List.of(nodes.get(to).message(), nodes.get(to).message()))
                    .containsExactlyInAnyOrderElementsOf(Node.range(3).stream()
                            .filter(from -> from != me)
                            .map(from -> (Message) new Message.SourcesEnded(2 * from + 1))
                            .toList());
        }
        Node.goodbyes(nodes);
    }
}
