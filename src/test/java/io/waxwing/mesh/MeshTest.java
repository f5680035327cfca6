package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;
import java.util.ArrayList;
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

    @Test
    void native_sockets_and_those_of_the_jdk_understand_each_other() throws Exception {
        assumeThat(Epoll.isAvailable()).isTrue();
        nodes = List.of(Node.bind(true), Node.bind(false), Node.bind(false));
        List<Address> addresses = Node.addresses(nodes);
        for (int i = 0; i < 3; i++) {
            nodes.get(i).join(Node.config(i, addresses, Node.TIMEOUTS));
        }
        for (int from = 0; from < 3; from++) {
            int to = (from + 1) % 3;
            byte[] payload = new byte[1_000_000];
            nodes.get(from).mesh().send(2 * to, new WireBatch(0, 2 * from, 2 * to, 1, 1, payload));
            assertThat(((WireBatch) nodes.get(to).message()).payload()).hasSize(payload.length);
        }
        Node.goodbyes(nodes);
    }

    @Test
    void without_native_sockets_a_lost_process_is_noticed_as_well() throws Exception {
        nodes = List.of(Node.bind(false), Node.bind(false));
        List<Address> addresses = Node.addresses(nodes);
        for (int i = 0; i < 2; i++) {
            nodes.get(i).join(Node.config(i, addresses, Node.TIMEOUTS));
        }
        nodes.get(1).mesh();
        nodes.get(0).mesh().close();
        assertThat(nodes.get(1).failure().cause()).startsWith("connection closed");
    }

    @Test
    void messages_of_many_threads_keep_the_order_of_each() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        Mesh zero = nodes.get(0).mesh();
        int count = 4_000;
        var threads = new ArrayList<Thread>();
        for (int worker = 0; worker < 2; worker++) {
            int from = worker;
            threads.add(new Thread(() -> {
                for (int i = 0; i < count; i++) {
                    zero.send(2, new WireBatch(0, from, 2, i, 1, new byte[i % 300]));
                }
            }));
        }
        threads.forEach(Thread::start);
        var next = new long[2];
        for (int i = 0; i < 2 * count; i++) {
            var batch = (WireBatch) nodes.get(1).message();
            assertThat(batch.epoch()).isEqualTo(next[batch.from()]++);
        }
        Node.goodbyes(nodes);
    }
}
