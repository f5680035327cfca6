package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ExtendWith(NoLeaks.class)
class FailureTest {
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(1));

    private List<Node> nodes = List.of();
    private final List<AutoCloseable> others = new ArrayList<>();
    private final CountDownLatch thaw = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        thaw.countDown();
        Node.closeAll(nodes);
        for (AutoCloseable other : others) {
            other.close();
        }
    }

    /** Process 0 with a peer of higher id that is spoken for by hand. */
    private RawPeer withRawPeer() throws Exception {
        Node zero = Node.bind();
        nodes = List.of(zero);
        List<Address> addresses = List.of(zero.address(), new Address("127.0.0.1", 1));
        zero.join(Node.config(0, addresses, Node.TIMEOUTS));
        RawPeer peer = RawPeer.dial(zero.address());
        others.add(peer);
        peer.join(Node.config(1, addresses, Node.TIMEOUTS));
        zero.mesh();
        return peer;
    }

    /** Two processes, the second of which dials the first by way of a proxy. */
    private Proxy withProxy(Timeouts timeouts) throws Exception {
        nodes = Node.bindAll(2);
        var proxy = new Proxy(nodes.get(0).address());
        others.add(proxy);
        List<Address> addresses = List.of(proxy.address(), nodes.get(1).address());
        for (int i = 0; i < 2; i++) {
            nodes.get(i).join(Node.config(i, addresses, timeouts));
        }
        nodes.get(0).mesh();
        nodes.get(1).mesh();
        return proxy;
    }

    private Node frozen() {
        return nodes.get(0);
    }

    private void freeze(Node node, int sender) throws Exception {
        node.onEveryMessage = message -> {
            try {
                thaw.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        nodes.get(sender).mesh().send(0, new Message.SourcesEnded(2 * sender));
    }

    @Test
    void a_process_that_vanishes_without_goodbye_fails_all_others() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        Address gone = nodes.get(1).address();
        nodes.get(1).mesh().close();
        for (int i : new int[] {0, 2}) {
            PeerFailure failure = nodes.get(i).failure();
            assertThat(failure.process()).isEqualTo(1);
            assertThat(failure.aborted()).isFalse();
            // the kernel says either: a reset when bytes were still under way to the one that left
            assertThat(failure.toString())
                    .isIn(
                            "process 1 (" + gone + "): connection closed without a goodbye",
                            "process 1 (" + gone + "): connection closed (reset)");
        }
    }

    @Test
    void the_cause_of_an_abort_arrives_everywhere() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        nodes.get(2).mesh().abort("step \"a.b\": boom\n");
        for (int i = 0; i < 2; i++) {
            PeerFailure failure = nodes.get(i).failure();
            assertThat(failure.process()).isEqualTo(2);
            assertThat(failure.aborted()).isTrue();
            assertThat(failure.cause()).isEqualTo("step \"a.b\": boom\\n");
        }
        assertThat(nodes.get(2).failure).isNotDone();
    }

    @Test
    void that_the_output_of_a_process_was_closed_arrives_as_such() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        nodes.get(2).mesh().outputClosed("nobody reads");
        for (int i = 0; i < 2; i++) {
            PeerFailure failure = nodes.get(i).failure();
            assertThat(failure).isEqualTo(new PeerFailure(2, failure.address(), "nobody reads", true, true));
        }
    }

    @Test
    void who_waits_for_the_goodbyes_finds_the_failure_known() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        var leaving = nodes.get(0).goodbye();
        nodes.get(1).mesh().outputClosed("nobody reads");
        assertThat(leaving).failsWithin(Duration.ofSeconds(20));
        assertThat(nodes.get(0).failure).isCompleted();
    }

    @Test
    void an_abort_overtakes_items_and_is_the_cause_though_links_are_lost_at_the_same_time() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        for (int i = 0; i < 50; i++) {
            nodes.get(2).mesh().send(0, new WireBatch(0, 4, 0, 1, 1, new byte[1 << 20]));
        }
        nodes.get(1).mesh().close();
        nodes.get(2).mesh().abort("the real cause");
        assertThat(nodes.get(0).failure().cause()).isEqualTo("the real cause");
    }

    @Test
    void a_cause_that_is_passed_on_names_the_first_that_failed_once() {
        var lost = new PeerFailure(1, new Address("b", 2), "no heartbeat for 10.0 s", false);
        assertThat(lost.passedOn()).isEqualTo("process 1 (b:2): no heartbeat for 10.0 s");
        var told = new PeerFailure(0, new Address("a", 1), lost.passedOn(), true);
        assertThat(told.passedOn()).isEqualTo(lost.passedOn());
        assertThat(told).hasToString("process 0 (a:1) stopped: process 1 (b:2): no heartbeat for 10.0 s");
    }

    @Test
    void an_abort_from_the_io_thread_works() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        Mesh zero = nodes.get(0).mesh();
        nodes.get(0).onEveryMessage = message -> zero.abort("refused on the spot");
        nodes.get(1).mesh().send(0, new Message.SourcesEnded(2));
        assertThat(nodes.get(1).failure().cause()).isEqualTo("refused on the spot");
    }

    @Test
    void a_frozen_process_fails_the_others_after_the_peer_timeout() throws Exception {
        nodes = Node.cluster(3, SHORT);
        long start = System.nanoTime();
        freeze(frozen(), 1);
        for (int i : new int[] {1, 2}) {
            PeerFailure failure = nodes.get(i).failure();
            assertThat(failure.process()).isZero();
            assertThat(failure.cause()).startsWith("no heartbeat for ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
    }

    @Test
    void a_process_that_thaws_learns_that_it_was_paused() throws Exception {
        nodes = Node.cluster(2, SHORT);
        freeze(frozen(), 1);
        assertThat(nodes.get(1).failure().process()).isZero();
        nodes.get(1).mesh().close();
        thaw.countDown();
        assertThat(frozen().failure().cause())
                .startsWith("connection closed")
                .containsPattern("; this process was paused for \\d+\\.\\d s, so its peers may have given it up");
    }

    @Test
    void a_network_that_loses_one_direction_fails_both_ends() throws Exception {
        Proxy proxy = withProxy(SHORT);
        proxy.losesForward = true;
        assertThat(nodes.get(0).failure().cause()).startsWith("no heartbeat for ");
        nodes.get(0).mesh().abort("process 1 is silent");
        assertThat(nodes.get(1).failure().process()).isZero();
    }

    @Test
    void a_network_that_loses_everything_fails_both_ends() throws Exception {
        Proxy proxy = withProxy(SHORT);
        proxy.losesForward = true;
        proxy.losesBackward = true;
        assertThat(nodes.get(0).failure().cause()).startsWith("no heartbeat for ");
        assertThat(nodes.get(1).failure().cause()).startsWith("no heartbeat for ");
    }

    @Test
    void a_damaged_frame_fails_both_ends_and_is_never_taken() throws Exception {
        Proxy proxy = withProxy(Node.TIMEOUTS);
        proxy.forward = bytes -> {
            if (bytes.length > 1000) {
                bytes[500] ^= 4;
            }
            return bytes;
        };
        nodes.get(1).mesh().send(0, new WireBatch(0, 2, 0, 1, 1, new byte[2000]));
        PeerFailure failure = nodes.get(0).failure();
        assertThat(failure.process()).isEqualTo(1);
        assertThat(failure.cause()).isEqualTo("protocol error: BATCH frame damaged on its way (checksum)");
        assertThat(nodes.get(0).messages).isEmpty();
        assertThat(nodes.get(1).failure().process()).isZero();
    }

    record Wrong(String name, ByteBuf frame, String cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Wrong> wrongs() {
        return List.of(
                new Wrong(
                        "hello",
                        new Handshake.Hello(1, 0, Nonce.NONE).encode(Frames.ENCODER),
                        "HELLO frame from a peer"),
                new Wrong("ready", Frames.ENCODER.frame(FrameType.READY, Nonce.NONE), "READY frame from a peer"),
                new Wrong("second start", Frames.ENCODER.frame(FrameType.START, Nonce.NONE), "START frame from a peer"),
                new Wrong("pong", Frames.ENCODER.frame(FrameType.PONG, 1L << 40), "which was never sent"),
                new Wrong(
                        "foreign worker",
                        MessageCodec.encode(Frames.ENCODER, 0, new Message.SourcesEnded(1)),
                        "message with from worker 1"),
                new Wrong(
                        "no such exchange",
                        MessageCodec.encode(Frames.ENCODER, 0, new Message.EndOfStream(4, 2, 0)),
                        "message with exchange 4"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void a_peer_that_breaks_the_protocol_fails_the_cluster(Wrong wrong) throws Exception {
        RawPeer peer = withRawPeer();
        peer.send(wrong.frame);
        PeerFailure failure = nodes.get(0).failure();
        assertThat(failure.process()).isEqualTo(1);
        assertThat(failure.aborted()).isFalse();
        assertThat(failure.cause()).startsWith("protocol error: ").contains(wrong.cause);
        peer.awaitEnd();
    }

    @Test
    void a_frame_that_claims_to_be_too_large_fails_the_cluster_when_its_header_is_in() throws Exception {
        RawPeer peer = withRawPeer();
        var large = new FrameEncoder(Frames.ENCODER.allocator(), Integer.MAX_VALUE);
        byte[] frame = Frames.bytes(large.frame(FrameType.BATCH, 17 << 20, out -> out.writeZero(24 + (17 << 20))), 4);
        peer.sendBytes(java.util.Arrays.copyOf(frame, FrameHeader.BYTES));
        assertThat(nodes.get(0).failure().cause())
                .contains("BATCH frame of 17825844 bytes, at most 16777216 are allowed");
    }

    @Test
    void a_goodbye_is_the_last_word() throws Exception {
        RawPeer peer = withRawPeer();
        peer.send(Frames.ENCODER.frame(FrameType.GOODBYE));
        peer.send(MessageCodec.encode(Frames.ENCODER, 0, new Message.SourcesEnded(2)));
        peer.awaitEnd();
        assertThat(nodes.get(0).messages).isEmpty();
    }

    @Test
    void a_message_that_the_engine_refuses_is_a_failure_of_its_sender() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        nodes.get(0).onEveryMessage = message -> {
            throw new IllegalStateException("over its credit");
        };
        nodes.get(1).mesh().send(0, new Message.SourcesEnded(2));
        assertThat(nodes.get(0).failure().cause()).isEqualTo("protocol error: message refused: over its credit");
        assertThat(nodes.get(0).failure().process()).isEqualTo(1);
    }

    @Test
    void no_memory_for_a_message_is_no_failure_of_its_sender() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        var simulated = new OutOfMemoryError("simulated");
        nodes.get(0).onEveryMessage = message -> {
            throw simulated;
        };
        nodes.get(1).mesh().send(0, new Message.SourcesEnded(2));
        assertThat(nodes.get(0).outOfMemory.get(Node.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isSameAs(simulated);
        assertThat(nodes.get(0).failure().process()).isEqualTo(0);
    }

    @Test
    void a_message_that_is_too_large_is_refused_on_the_sending_thread() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        var tooLarge = new WireBatch(0, 2, 0, 1, 1, new byte[MeshConfig.maxPayload(MeshConfig.MAX_FRAME) + 1]);
        assertThatThrownBy(() -> nodes.get(1).mesh().send(0, tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BATCH frame of 16777217 bytes");
        Node.goodbyes(nodes);
    }

    @Test
    void after_the_end_messages_go_nowhere_and_closing_again_does_nothing() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        Mesh zero = nodes.get(0).mesh();
        zero.close();
        zero.send(2, new WireBatch(0, 0, 2, 1, 1, new byte[100]));
        zero.abort("too late");
        zero.close();
        assertThatThrownBy(zero::goodbye).isInstanceOf(MeshException.class).hasMessage("the mesh is closed already");
    }

    @Test
    void who_says_goodbye_learns_of_a_failure() throws Exception {
        nodes = Node.cluster(3, Node.TIMEOUTS);
        var leaving = nodes.get(0).goodbye();
        nodes.get(1).mesh().abort("disk full");
        assertThatThrownBy(() -> leaving.get(Node.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(MeshException.class)
                .hasRootCauseMessage("process 1 (" + nodes.get(1).address() + ") stopped: disk full");
        assertThat(nodes.get(0).failure().aborted()).isTrue();
    }

    @Test
    void garbage_at_the_door_does_not_touch_a_running_cluster() throws Exception {
        nodes = Node.cluster(2, Node.TIMEOUTS);
        List<Consumer<RawPeer>> visits = List.of(RawPeer::awaitEnd, peer -> {});
        for (int i = 0; i < 20; i++) {
            RawPeer stranger = RawPeer.dial(nodes.get(0).address());
            others.add(stranger);
            stranger.sendBytes(new byte[100]);
            visits.get(i % 2).accept(stranger);
        }
        RawPeer restarted = RawPeer.dial(nodes.get(0).address());
        others.add(restarted);
        restarted.hello(1, 0);
        assertThat(Handshake.Rejection.decode(restarted.expect(FrameType.REJECT))
                        .reason())
                .isEqualTo(Handshake.Reason.DUPLICATE);
        nodes.get(0).mesh().send(2, new Message.SourcesEnded(0));
        assertThat(nodes.get(1).message()).isEqualTo(new Message.SourcesEnded(0));
        Node.goodbyes(nodes);
        assertThat(nodes.get(0).failure).isNotDone();
    }
}
