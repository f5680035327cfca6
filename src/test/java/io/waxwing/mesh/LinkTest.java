package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final FrameEncoder ENCODER = new FrameEncoder(new UnpooledByteBufAllocator(true), 1 << 20);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Transcript transcript = new Transcript();
    private final List<Throwable> bugs = new ArrayList<>();
    private final Link link = new Link(
            channel,
            new Loop(channel.eventLoop(), bugs::add),
            new Heartbeat(Long.MAX_VALUE / 4, System.nanoTime()),
            transcript);

    LinkTest() {
        channel.pipeline().addLast(link);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        assertThat(bugs).isEmpty();
    }

    private static final class Transcript implements Conversation {
        private final List<String> said = new ArrayList<>();
        private boolean throwing;

        @Override
        public void onFrame(Link link, Frame frame) {
            if (throwing) {
                throw new IllegalStateException("a bug");
            }
            said.add(frame.type().name());
        }

        @Override
        public void onEnd(Link link, String cause) {
            said.add("end: " + cause);
        }
    }

    private List<FrameType> written() throws FrameException {
        channel.runPendingTasks();
        var decoder = new FrameDecoder(1 << 20);
        var types = new ArrayList<FrameType>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            var bytes = new byte[out.readableBytes()];
            out.readBytes(bytes);
            out.release();
            Frames.read(decoder, bytes).forEach(frame -> types.add(frame.type()));
        }
        return types;
    }

    private static ByteBuf batch(int size) {
        return ENCODER.frame(FrameType.BATCH, size, out -> out.writeZero(24 + size));
    }

    private static ByteBuf ping() {
        return ENCODER.frame(FrameType.PING, 0);
    }

    @Test
    void control_goes_before_items_and_both_stay_in_order() throws Exception {
        link.out().sendInBand(batch(10));
        link.out().sendInBand(ENCODER.frame(FrameType.END_OF_STREAM, 0, out -> out.writeZero(12)));
        link.out().sendControl(ping());
        link.out().sendControl(ENCODER.frame(FrameType.PONG, 0));
        assertThat(written()).containsExactly(FrameType.PING, FrameType.PONG, FrameType.BATCH, FrameType.END_OF_STREAM);
    }

    @Test
    void items_wait_for_a_socket_that_is_full_and_all_go_out_in_the_end() throws Exception {
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1, 100));
        for (int i = 0; i < 50; i++) {
            link.out().sendInBand(batch(60));
        }
        link.out().sendControl(ping());
        List<FrameType> types = written();
        assertThat(types).hasSize(51).startsWith(FrameType.PING);
    }

    @Test
    void the_last_frame_goes_behind_everything_and_nothing_follows_it() throws Exception {
        link.out().sendInBand(batch(10));
        link.out().sendControl(ping());
        var ran = new ArrayList<String>();
        link.out().finish(ENCODER.frame(FrameType.GOODBYE), () -> ran.add("after"));
        ByteBuf late = batch(10);
        link.out().sendInBand(late);
        ByteBuf later = ping();
        link.out().sendControl(later);
        assertThat(written()).containsExactly(FrameType.PING, FrameType.BATCH, FrameType.GOODBYE);
        assertThat(late.refCnt()).isZero();
        assertThat(later.refCnt()).isZero();
        assertThat(ran).containsExactly("after");
        assertThat(link.out().finished()).isTrue();
    }

    @Test
    void a_farewell_drops_the_items_that_wait() throws Exception {
        ByteBuf waiting = batch(10);
        link.out().sendInBand(waiting);
        link.farewell(ENCODER.frame(FrameType.ABORT, 0, out -> {}), "enough");
        assertThat(written()).containsExactly(FrameType.ABORT);
        assertThat(waiting.refCnt()).isZero();
        channel.writeInbound(Unpooled.wrappedBuffer(Frames.bytes(Frames.ENCODER.frame(FrameType.PING, 0), 0)));
        assertThat(transcript.said).isEmpty();
        channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(transcript.said).containsExactly("end: enough");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void what_waits_when_the_link_ends_is_released() {
        ByteBuf item = batch(10);
        ByteBuf control = ping();
        link.out().sendInBand(item);
        link.out().sendControl(control);
        link.end("test");
        channel.runPendingTasks();
        assertThat(item.refCnt()).isZero();
        assertThat(control.refCnt()).isZero();
    }

    @Test
    void a_write_that_fails_ends_the_link() {
        channel.pipeline().addFirst(new io.netty.channel.ChannelOutboundHandlerAdapter() {
            @Override
            public void write(
                    io.netty.channel.ChannelHandlerContext context,
                    Object frame,
                    io.netty.channel.ChannelPromise promise) {
                io.netty.util.ReferenceCountUtil.release(frame);
                promise.tryFailure(new IOException("Broken pipe"));
            }
        });
        link.out().sendControl(ping());
        channel.runPendingTasks();
        assertThat(transcript.said).containsExactly("end: connection closed (reset)");
    }

    @Test
    void frames_behind_a_broken_one_are_not_listened_to() {
        byte[] good = Frames.bytes(Frames.ENCODER.frame(FrameType.PING, 0), 0);
        byte[] wrongPlace = Frames.bytes(Frames.ENCODER.frame(FrameType.PING, 0), 7);
        channel.writeInbound(Unpooled.wrappedBuffer(good, wrongPlace, good));
        assertThat(transcript.said).containsExactly("PING", "end: protocol error: frame 7 where 1 was expected");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_bug_in_what_is_said_ends_the_link_and_releases_what_came() {
        transcript.throwing = true;
        ByteBuf bytes = Unpooled.copiedBuffer(Frames.bytes(Frames.ENCODER.frame(FrameType.PING, 0), 0));
        channel.writeInbound(bytes);
        assertThat(transcript.said).containsExactly("end: a bug");
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void the_end_is_told_once() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        link.end("again");
        channel.close();
        assertThat(transcript.said).containsExactly("end: connection closed (reset)");
    }
}
