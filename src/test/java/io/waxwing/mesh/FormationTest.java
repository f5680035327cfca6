package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(NoLeaks.class)
class FormationTest {
    private static final Timeouts HASTY = new Timeouts(Duration.ofMillis(1500), Duration.ofSeconds(10));
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private List<Node> nodes = List.of();
    private final List<AutoCloseable> others = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        Node.closeAll(nodes);
        for (AutoCloseable other : others) {
            other.close();
        }
    }

    private static MeshConfig config(int process, List<Address> addresses) {
        return Node.config(process, addresses, Node.TIMEOUTS);
    }

    private RawPeer dial(Node node) throws Exception {
        RawPeer peer = RawPeer.dial(node.address());
        others.add(peer);
        return peer;
    }

    @Test
    void a_fault_of_the_io_thread_ends_the_waiting() throws Exception {
        nodes = Node.bindAll(2);
        Node zero = nodes.get(0).join(config(0, Node.addresses(nodes)));
        zero.onIoThread(() -> {
            throw new IllegalStateException("planted");
        });

        assertThat(zero.refusal()).hasMessageContaining("its I/O thread failed").hasMessageContaining("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "10", "012", "021", "102", "120", "201", "210"})
    void processes_may_come_in_any_order(String order) throws Exception {
        nodes = Node.bindAll(order.length());
        List<Address> addresses = Node.addresses(nodes);
        for (int i = 0; i < order.length(); i++) {
            int process = order.charAt(i) - '0';
            nodes.get(process).join(config(process, addresses));
            boolean last = i == order.length() - 1;
            assertThat(nodes.get(process).joins(last ? Duration.ofSeconds(20) : Duration.ofMillis(50)))
                    .isEqualTo(last);
        }
        assertThat(nodes)
                .extracting(node -> node.mesh().generation())
                .doesNotContainNull()
                .containsOnly(nodes.get(0).mesh().generation());
        Node.goodbyes(nodes);
    }

    @Test
    void a_process_that_does_not_even_listen_yet_is_waited_for() throws Exception {
        int late;
        try (var free = new ServerSocket(0)) {
            late = free.getLocalPort();
        }
        Node one = Node.bind();
        List<Address> addresses = List.of(new Address("127.0.0.1", late), one.address());
        nodes = List.of(one);
        one.join(config(1, addresses));
        assertThat(one.status.poll(10, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo("waiting for process 0 (127.0.0.1:" + late + "): connection refused");
        Node zero = Node.bind(late);
        nodes = List.of(zero, one);
        zero.join(config(0, addresses));
        Node.goodbyes(nodes);
    }

    @Test
    void a_missing_process_is_named_after_the_connect_timeout() throws Exception {
        Node one = Node.bind();
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        nodes = List.of(one);
        one.join(Node.config(1, List.of(new Address("127.0.0.1", nobody), one.address()), HASTY));
        MeshException refusal = one.refusal();
        assertThat(refusal.kind()).isEqualTo(MeshException.Kind.CONNECT);
        assertThat(refusal)
                .hasMessage(
                        "gave up after 1.5 s without process 0 (127.0.0.1:" + nobody
                                + "): connection refused; check that each process is started with these addresses and can be reached");
    }

    @Test
    void all_that_are_missing_are_named_and_those_who_wait_end_together() throws Exception {
        nodes = Node.bindAll(4);
        List<Address> addresses = Node.addresses(nodes);
        nodes.get(0).join(Node.config(0, addresses, HASTY));
        nodes.get(2).join(config(2, addresses));
        assertThat(nodes.get(0).refusal())
                .hasMessageStartingWith("gave up after 1.5 s without process 1 (" + addresses.get(1)
                        + "): has not connected and process 3 (" + addresses.get(3) + "): has not connected;");
        MeshException told = nodes.get(2).refusal();
        assertThat(told.kind()).isEqualTo(MeshException.Kind.CONNECT);
        assertThat(told)
                .hasMessageStartingWith(
                        "process 0 (" + addresses.get(0) + ") ended the start: gave up after 1.5 s without process 1");
    }

    @Test
    void a_listener_that_is_no_peer_is_told_from_one() throws Exception {
        var web = new ServerSocket(0, 10, java.net.InetAddress.getByName("127.0.0.1"));
        others.add(web);
        var answering = new Thread(() -> {
            while (true) {
                try (var caller = web.accept()) {
                    caller.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (java.io.IOException e) {
                    return;
                }
            }
        });
        answering.setDaemon(true);
        answering.start();
        Node one = Node.bind();
        nodes = List.of(one);
        one.join(Node.config(1, List.of(new Address("127.0.0.1", web.getLocalPort()), one.address()), HASTY));
        assertThat(one.refusal()).hasMessageContaining("protocol error: no Waxwing frame");
    }

    @Test
    void a_port_that_is_taken_is_fatal_at_once() throws Exception {
        nodes = Node.bindAll(1);
        Address taken = nodes.get(0).address();
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        MeshException.class, () -> MeshSocket.bind(taken)))
                .hasMessage("cannot listen on " + taken
                        + ": address already in use; end the process that holds it, or give this one another port")
                .extracting(MeshException::kind)
                .isEqualTo(MeshException.Kind.BIND);
    }

    @Test
    void a_port_can_be_had_again_at_once() throws Exception {
        List<Node> first = Node.cluster(2, Node.TIMEOUTS);
        List<Integer> ports = first.stream().map(node -> node.address().port()).toList();
        for (int round = 0; round < 5; round++) {
            Node.goodbyes(first);
            nodes = Node.bind(ports);
            List<Address> addresses = Node.addresses(nodes);
            nodes.get(1).join(config(1, addresses));
            nodes.get(0).join(config(0, addresses));
            first = nodes;
        }
        Node.goodbyes(nodes);
    }

    @Test
    void a_host_that_is_not_ours_is_listened_for_on_all_addresses() throws Exception {
        try (MeshSocket socket = MeshSocket.bind(new Address("nosuch.invalid", 0))) {
            try (var caller = new java.net.Socket("127.0.0.1", socket.port())) {
                assertThat(caller.isConnected()).isTrue();
            }
        }
    }

    record Change(String field, String mine, String theirs, UnaryOperator<MeshConfig> change) {
        /** A pattern of what is said. */
        String between(String one, String process, String other, String otherProcess) {
            return field.equals("flow structure")
                    ? field + ": step 1 is \"" + one + "\" at process " + process + ", \"" + other + "\" at process "
                            + otherProcess
                    : field + ": process " + process + " says \"" + one + "\", process " + otherProcess + " says \""
                            + other + "\"";
        }

        @Override
        public String toString() {
            return field;
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change("flow id", "flow", "wolf", c -> flow(c, new FlowIdentity("wolf", "hash", 4, false))),
                new Change("flow structure", "hash", "hsah", c -> flow(c, new FlowIdentity("flow", "hsah", 4, false))),
                new Change("number of exchanges", "4", "5", c -> flow(c, new FlowIdentity("flow", "hash", 5, false))),
                new Change(
                        "workers per process",
                        "2",
                        "3",
                        c -> new MeshConfig(
                                c.processId(), c.addresses(), 3, c.flow(), c.timeouts(), c.maxFrame(), c.security())),
                new Change(
                        "largest frame",
                        "16777216",
                        "8192",
                        c -> new MeshConfig(
                                c.processId(), c.addresses(), 2, c.flow(), c.timeouts(), 8192, c.security())));
    }

    private static MeshConfig flow(MeshConfig c, FlowIdentity flow) {
        return new MeshConfig(
                c.processId(), c.addresses(), c.workersPerProcess(), flow, c.timeouts(), c.maxFrame(), c.security());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("changes")
    void a_mismatch_names_the_field_and_both_values_on_both_ends_and_ends_all(Change change) throws Exception {
        nodes = Node.bindAll(3);
        List<Address> addresses = Node.addresses(nodes);
        nodes.get(0).join(config(0, addresses));
        nodes.get(1).join(config(1, addresses));
        assertThat(nodes.get(1).joins(A_WHILE)).isFalse();
        nodes.get(2).join(change.change.apply(config(2, addresses)));
        assertThat(nodes.get(2).refusal().kind()).isEqualTo(MeshException.Kind.MISMATCH);
        assertThat(nodes.get(2).refusal().getMessage())
                .containsPattern(change.between(change.theirs, "2", change.mine, "[01]"))
                .contains("process 2 (" + addresses.get(2) + ")");
        for (int i = 0; i < 2; i++) { // one found it out, the other may have been told
            assertThat(nodes.get(i).refusal().kind()).isEqualTo(MeshException.Kind.MISMATCH);
            assertThat(nodes.get(i).refusal().getMessage())
                    .containsPattern(change.between(change.mine, "[01]", change.theirs, "2"))
                    .contains("process 2 (" + addresses.get(2) + ")");
        }
    }

    @Test
    void another_number_of_processes_is_a_mismatch() throws Exception {
        nodes = Node.bindAll(3);
        List<Address> three = Node.addresses(nodes);
        nodes.get(0).join(config(0, three.subList(0, 2)));
        nodes.get(2).join(config(2, three));
        for (int i : new int[] {0, 2}) {
            assertThat(nodes.get(i).refusal().kind()).isEqualTo(MeshException.Kind.MISMATCH);
            assertThat(nodes.get(i).refusal())
                    .hasMessageContaining("number of processes")
                    .hasMessageContaining("addresses");
        }
    }

    @Test
    void a_peer_that_answers_under_another_id_is_a_mismatch() throws Exception {
        nodes = Node.bindAll(3);
        List<Address> addresses = Node.addresses(nodes);
        // process 1 listens where the list has process 0
        nodes.get(0).join(config(1, addresses));
        nodes.get(2).join(config(2, addresses));
        for (int i : new int[] {0, 2}) {
            assertThat(nodes.get(i).refusal().kind()).isEqualTo(MeshException.Kind.MISMATCH);
            assertThat(nodes.get(i).refusal()).hasMessageContaining("id of the dialled process: process ");
        }
    }

    @Test
    void another_protocol_version_is_a_mismatch_and_both_ends_learn_it() throws Exception {
        nodes = Node.bindAll(2);
        Node zero = nodes.get(0);
        zero.join(config(0, Node.addresses(nodes)));
        RawPeer future = dial(zero);
        byte[] hello = Frames.bytes(new Handshake.Hello(1, 0, new Nonce(1, 1)).encode(Frames.ENCODER), 0);
        hello[2] = 3;
        var crc = new java.util.zip.CRC32C();
        crc.update(hello, 0, 24);
        java.nio.ByteBuffer.wrap(hello).putInt(24, (int) crc.getValue());
        future.sendBytes(hello);
        assertThat(future.expect(FrameType.HELLO)).isNotNull();
        assertThat(zero.refusal().kind()).isEqualTo(MeshException.Kind.MISMATCH);
        assertThat(zero.refusal()).hasMessageContaining("protocol version: process 0 says \"2\", the other says \"3\"");
    }

    @Test
    void a_second_process_of_the_same_id_is_refused_while_the_cluster_forms_and_while_it_runs() throws Exception {
        nodes = new ArrayList<>(Node.bindAll(4));
        List<Address> addresses = Node.addresses(nodes.subList(0, 3));
        nodes.get(0).join(config(0, addresses));
        nodes.get(1).join(config(1, addresses));
        assertThat(nodes.get(1).joins(A_WHILE)).isFalse();
        nodes.get(3).join(config(1, addresses));
        MeshException refusal = nodes.get(3).refusal();
        assertThat(refusal.kind()).isEqualTo(MeshException.Kind.DUPLICATE);
        assertThat(refusal)
                .hasMessageMatching(
                        "process 0 \\(127.0.0.1:\\d+\\) refused this process: process id 1 is already connected"
                                + " from 127.0.0.1:\\d+; give each process an id of its own");
        nodes.get(2).join(config(2, addresses));
        nodes.get(0).mesh();
        Node third = Node.bind();
        nodes.add(third);
        third.join(config(1, addresses));
        assertThat(third.refusal().kind()).isEqualTo(MeshException.Kind.DUPLICATE);
        Node.goodbyes(nodes.subList(0, 3));
        assertThat(nodes.get(0).failure).isNotDone();
    }

    @Test
    void a_process_that_dies_before_the_start_can_come_again() throws Exception {
        nodes = new ArrayList<>(Node.bindAll(3));
        List<Address> addresses = Node.addresses(nodes);
        nodes.get(0).join(config(0, addresses));
        nodes.get(1).join(config(1, addresses));
        assertThat(nodes.get(1).joins(A_WHILE)).isFalse();
        for (int dying : new int[] {1, 0}) {
            nodes.get(dying).close();
            Node again = Node.bind(addresses.get(dying).port());
            nodes.set(dying, again);
            again.join(config(dying, addresses));
            assertThat(again.joins(A_WHILE)).isFalse();
        }
        nodes.get(2).join(config(2, addresses));
        Node.goodbyes(nodes);
    }

    @Test
    void garbage_and_idle_sockets_keep_nobody_out() throws Exception {
        nodes = Node.bindAll(2);
        List<Address> addresses = Node.addresses(nodes);
        Node zero = nodes.get(0);
        zero.join(config(0, addresses));
        for (int i = 0; i < 100; i++) {
            dial(zero); // idle
            RawPeer dribbling = dial(zero);
            dribbling.sendBytes((byte) 'W');
        }
        List<byte[]> garbage = List.of(
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                "*1\r\n$4\r\nPING\r\n padding padding".getBytes(StandardCharsets.US_ASCII),
                "SSH-2.0-OpenSSH_9.2p1 Debian\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {
                    0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7
                },
                new byte[64],
                Frames.bytes(Frames.ENCODER.frame(FrameType.GOODBYE), 0),
                Frames.bytes(Frames.ENCODER.frame(FrameType.ABORT, 5000, out -> out.writeZero(5000)), 0));
        for (byte[] each : garbage) {
            RawPeer stranger = dial(zero);
            stranger.sendBytes(each);
            stranger.awaitEnd();
        }
        for (int process : new int[] {0, -1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            RawPeer liar = dial(zero);
            liar.hello(process, 0);
            liar.config(config(1, addresses));
            liar.awaitEnd();
        }
        nodes.get(1).join(config(1, addresses));
        assertThat(zero.joins(Duration.ofSeconds(5))).isTrue();
        dial(zero).sendBytes(garbage.get(0));
        Node.goodbyes(nodes);
    }

    @Test
    void a_socket_that_says_nothing_is_closed_after_the_handshake_timeout() throws Exception {
        nodes = Node.bindAll(2);
        Node zero = nodes.get(0);
        zero.join(Node.config(
                0,
                Node.addresses(nodes),
                new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMillis(200))));
        RawPeer idle = dial(zero);
        RawPeer halfway = dial(zero);
        halfway.hello(1, 0);
        idle.awaitEnd();
        halfway.awaitEnd();
    }

    @Test
    void a_peer_of_another_generation_cannot_take_part() throws Exception {
        nodes = Node.bindAll(2);
        Node zero = nodes.get(0);
        MeshConfig theirs = config(1, Node.addresses(nodes));
        zero.join(config(0, Node.addresses(nodes)));
        RawPeer old = dial(zero);
        old.hello(1, 0);
        old.expect(FrameType.HELLO);
        old.config(theirs);
        old.expect(FrameType.CONFIG);
        old.send(Frames.ENCODER.frame(FrameType.READY, new Nonce(1, 2)));
        old.awaitEnd();
        nodes.get(1).join(theirs);
        Node.goodbyes(nodes);
    }

    @Test
    void closing_the_socket_ends_the_wait() throws Exception {
        nodes = Node.bindAll(2);
        nodes.get(1).join(config(1, Node.addresses(nodes)));
        assertThat(nodes.get(1).joins(A_WHILE)).isFalse();
        nodes.get(1).close();
        assertThat(nodes.get(1).refusal()).hasMessage("closed before all processes had come");
    }

    @Test
    void one_process_alone_is_a_mesh() throws Exception {
        nodes = Node.cluster(1, Node.TIMEOUTS);
        Node.goodbyes(nodes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_process_that_dies_at_any_step_of_the_handshake_can_come_again(int step) throws Exception {
        nodes = Node.bindAll(3);
        List<Address> addresses = Node.addresses(nodes);
        Node zero = nodes.get(0);
        zero.join(config(0, addresses));
        nodes.get(2).join(config(2, addresses));
        RawPeer dying = dial(zero);
        if (step > 0) {
            dying.hello(1, 0);
            dying.expect(FrameType.HELLO);
        }
        if (step > 1) {
            dying.config(config(1, addresses));
        }
        if (step > 2) {
            Nonce generation = Nonce.read(dying.expect(FrameType.CONFIG).read());
            if (step > 3) {
                dying.send(Frames.ENCODER.frame(FrameType.READY, generation));
                dying.expect(FrameType.PING);
            }
        }
        dying.close();
        nodes.get(1).join(config(1, addresses));
        Node.goodbyes(nodes);
    }

    @Test
    void a_second_try_of_the_same_process_takes_the_place_of_its_first() throws Exception {
        Node zero = Node.bind();
        nodes = List.of(zero);
        List<Address> addresses = List.of(zero.address(), new Address("127.0.0.1", 1));
        zero.join(config(0, addresses));
        RawPeer first = dial(zero);
        first.hello(1, 0);
        first.expect(FrameType.HELLO);
        first.config(config(1, addresses));
        first.expect(FrameType.CONFIG);
        RawPeer second = dial(zero).as(first);
        second.join(config(1, addresses));
        first.awaitEnd();
        zero.mesh().send(2, new io.waxwing.exchange.Message.SourcesEnded(0));
        assertThat(second.expect(FrameType.SOURCES_ENDED)).isNotNull();
        assertThat(zero.failure).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "::1"})
    void names_and_ipv6_work(String host) throws Exception {
        try (MeshSocket first = MeshSocket.bind(new Address(host, 0));
                MeshSocket second = MeshSocket.bind(new Address(host, 0))) {
            List<Address> addresses = List.of(new Address(host, first.port()), new Address(host, second.port()));
            var listener = new Node.Deaf();
            var other = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                try {
                    return first.join(config(0, addresses), listener, line -> {});
                } catch (MeshException | InterruptedException e) {
                    throw new java.util.concurrent.CompletionException(e);
                }
            });
            Mesh mesh = second.join(config(1, addresses), listener, line -> {});
            assertThat(mesh.generation()).isEqualTo(other.join().generation());
        }
    }
}
