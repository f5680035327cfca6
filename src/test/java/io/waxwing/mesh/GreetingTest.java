package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.waxwing.exchange.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The accepting end of the handshake, over a channel in memory: process 0 of two. */
class GreetingTest {
    private static final List<Address> TWO = Address.parseList("a:1;b:1");

    /** What process 1 can say; the right course is HELLO, CONFIG, READY, START. */
    private enum Say {
        HELLO,
        HELLO_OF_TWO,
        HELLO_OF_ZERO,
        CONFIG,
        OTHER_CONFIG,
        READY,
        OLD_READY,
        START,
        NOT_READY,
        PING,
        GOODBYE,
        MESSAGE,
        NOISE
    }

    private final class Door implements MeshListener {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final LinkedBlockingQueue<JoinEvent> events = new LinkedBlockingQueue<>();
        final List<Throwable> bugs = new ArrayList<>();
        final Formation formation;
        final List<Message> messages = new ArrayList<>();
        long sequence;

        Door() {
            MeshConfig config = Node.config(0, TWO, Node.TIMEOUTS);
            var loop = new Loop(channel.eventLoop(), bugs::add);
            var roster = new Roster(config);
            var members = new Membership(config, roster, loop, Frames.ENCODER, this);
            formation = new Formation(config, roster, members, loop, Frames.ENCODER, events);
            var heartbeat = new Heartbeat(Long.MAX_VALUE / 4, System.nanoTime());
            var link = new Link(channel, loop, heartbeat, new Greeting(formation, new Doorkeeper(3), null));
            channel.pipeline().addLast(link);
            channel.pipeline().fireChannelActive();
            doors.add(this);
        }

        void say(Say what) {
            MeshConfig one = Node.config(1, TWO, Node.TIMEOUTS);
            Nonce generation = formation.myConfig().generation();
            FrameEncoder encoder = Frames.ENCODER;
            ByteBuf frame =
                    switch (what) {
                        case HELLO -> new Handshake.Hello(1, 0, new Nonce(5, 5)).encode(encoder);
                        case HELLO_OF_TWO -> new Handshake.Hello(2, 0, new Nonce(6, 6)).encode(encoder);
                        case HELLO_OF_ZERO -> new Handshake.Hello(0, 0, new Nonce(7, 7)).encode(encoder);
                        case CONFIG -> new Handshake.Config(Nonce.NONE, Agreement.of(one)).encode(encoder);
                        case OTHER_CONFIG -> new Handshake.Config(Nonce.NONE, new Agreement(List.of())).encode(encoder);
                        case READY -> encoder.frame(FrameType.READY, generation);
                        case OLD_READY -> encoder.frame(FrameType.READY, new Nonce(1, 1));
                        case START -> encoder.frame(FrameType.START, generation);
                        case NOT_READY -> encoder.frame(FrameType.NOT_READY);
                        case PING -> encoder.frame(FrameType.PING, 1);
                        case GOODBYE -> encoder.frame(FrameType.GOODBYE);
                        case MESSAGE -> MessageCodec.encode(encoder, 0, new Message.SourcesEnded(2));
                        case NOISE -> encoder.frame(FrameType.REJECT, 3, out -> out.writeZero(7));
                    };
            channel.writeInbound(Unpooled.wrappedBuffer(Frames.bytes(frame, sequence++)));
            channel.runPendingTasks();
        }

        List<FrameType> answers() throws FrameException {
            var decoder = new FrameDecoder(MeshConfig.MAX_FRAME);
            var types = new ArrayList<FrameType>();
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                var bytes = new byte[out.readableBytes()];
                out.readBytes(bytes);
                out.release();
                Frames.read(decoder, bytes).forEach(frame -> types.add(frame.type()));
            }
            return types;
        }

        boolean started() {
            return events.stream().anyMatch(JoinEvent.Formed.class::isInstance);
        }

        @Override
        public void onMessage(int toWorker, Message message) {
            messages.add(message);
        }

        @Override
        public void onPeerFailure(PeerFailure failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onOutOfMemory(OutOfMemoryError error) {
            throw new AssertionError(error);
        }
    }

    private final List<Door> doors = new ArrayList<>();

    @AfterEach
    void release() {
        doors.forEach(door -> door.channel.finishAndReleaseAll());
    }

    private static void say(Door door, Say... whats) {
        for (Say what : whats) {
            door.say(what);
        }
    }

    @Test
    void the_right_course_leads_to_the_start() throws Exception {
        var door = new Door();
        say(door, Say.HELLO, Say.CONFIG);
        assertThat(door.started()).isFalse();
        say(door, Say.READY);
        assertThat(door.started()).isTrue();
        say(door, Say.START, Say.MESSAGE);
        assertThat(door.messages).hasSize(1);
        assertThat(door.answers()).containsExactly(FrameType.HELLO, FrameType.CONFIG, FrameType.START);
    }

    @Test
    void who_takes_back_that_it_is_ready_and_says_it_again_gets_there() {
        var door = new Door();
        say(door, Say.HELLO, Say.CONFIG, Say.NOT_READY, Say.PING, Say.READY);
        assertThat(door.started()).isTrue();
    }

    @Test
    void a_message_before_the_start_is_refused() {
        var door = new Door();
        say(door, Say.HELLO, Say.CONFIG, Say.READY, Say.MESSAGE);
        assertThat(door.messages).isEmpty();
        assertThat(door.channel.isOpen()).isFalse();
    }

    @Test
    void a_dialler_that_claims_the_acceptors_id_is_rejected() throws Exception {
        var door = new Door();
        say(door, Say.HELLO_OF_ZERO);
        assertThat(door.answers()).containsExactly(FrameType.REJECT);
    }

    @Test
    void a_dialler_whose_id_is_out_of_range_is_dropped_and_does_not_end_the_start() {
        var door = new Door();
        say(door, Say.HELLO_OF_TWO, Say.CONFIG);
        assertThat(door.channel.isOpen()).isFalse();
        assertThat(door.events).isEmpty();
    }

    @Test
    void who_is_not_through_in_time_is_dropped() {
        var door = new Door();
        say(door, Say.HELLO);
        door.channel.advanceTimeBy(5, TimeUnit.SECONDS);
        door.channel.runScheduledPendingTasks();
        assertThat(door.channel.isOpen()).isFalse();
        assertThat(door.events).isEmpty();
    }

    @Test
    @Timeout(120)
    void whatever_is_said_in_whatever_order_only_the_right_course_leads_to_the_start() {
        var random = new Random(20260102);
        int through = 0;
        for (int round = 0; round < 5_000; round++) {
            var door = new Door();
            var said = new ArrayList<Say>();
            int length = 1 + random.nextInt(6);
            for (int i = 0; i < length && door.channel.isOpen(); i++) {
                Say[] course = {Say.HELLO, Say.CONFIG, Say.READY, Say.START, Say.MESSAGE};
                Say next = random.nextInt(3) == 0 || i >= course.length
                        ? Say.values()[random.nextInt(Say.values().length)]
                        : course[i];
                said.add(next);
                door.say(next);
            }
            boolean right = said.size() >= 3
                    && said.get(0) == Say.HELLO
                    && said.get(1) == Say.CONFIG
                    && beforeReady(said.subList(2, said.size()));
            assertThat(door.started()).as("%s", said).isEqualTo(right);
            assertThat(door.bugs).as("%s", said).isEmpty();
            through += right ? 1 : 0;
            release();
            doors.clear();
        }
        assertThat(through).isBetween(500, 4_500);
    }

    private static boolean beforeReady(List<Say> rest) {
        for (Say say : rest) {
            if (say == Say.READY) {
                return true;
            }
            if (say != Say.PING && say != Say.NOT_READY) {
                return false;
            }
        }
        return false;
    }
}
