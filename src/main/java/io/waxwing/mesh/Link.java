package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to another process: bytes in, frames out, and one way to end. All but {@link #out} is for the I/O thread.
 */
final class Link extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Duration LINGER = Duration.ofMillis(200);

    private final Channel channel;
    private final Loop loop;
    private final FrameDecoder decoder = new FrameDecoder(Handshake.MAX_FRAME);
    private final Heartbeat heartbeat;
    private final LinkWriter out;
    private Conversation conversation;
    private boolean ended;

    Link(Channel channel, Loop loop, Heartbeat heartbeat, Conversation conversation) {
        this.channel = channel;
        this.loop = loop;
        this.heartbeat = heartbeat;
        this.out = new LinkWriter(channel, heartbeat);
        this.conversation = conversation;
    }

    Channel channel() {
        return channel;
    }

    Loop loop() {
        return loop;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** The way out; any thread. */
    LinkWriter out() {
        return out;
    }

    boolean ended() {
        return ended;
    }

    /** The other end's socket, for messages. */
    String remote() {
        return String.valueOf(channel.remoteAddress()).replaceFirst("^[^/]*/", "");
    }

    /** From the next frame on, others speak, in frames of up to {@code maxFrame} bytes. */
    void handOver(Conversation next, int maxFrame) {
        conversation = next;
        decoder.raiseLimit(maxFrame);
    }

    /** Ends the link at once. */
    void end(String cause) {
        if (!ended) {
            ended = true;
            LOG.debug("link with {} ends: {}", remote(), cause);
            out.close();
            ChannelFuture unused = channel.close();
            conversation.onEnd(this, cause);
        }
    }

    /** Ends the link if {@code speaking} is still what is spoken over it. */
    void endIf(Conversation speaking, String cause) {
        if (conversation == speaking) {
            end(cause);
        }
    }

    /** Says a last thing, listens to nothing more, gives the other end a little time to have read it, and ends. */
    void farewell(ByteBuf lastFrame, String cause) {
        if (ended) {
            lastFrame.release();
            return;
        }
        conversation = new Leaving(conversation, cause);
        loop.after(LINGER, () -> end(cause));
        out.finishNow(lastFrame);
    }

    /** Only the end is waited for. */
    private record Leaving(Conversation before, String cause) implements Conversation {
        @Override
        public void onFrame(Link link, Frame frame) {
            LOG.trace("{} after the farewell", frame.type());
        }

        @Override
        public void onEndOfInput(Link link) {
            if (link.out.finished()) {
                link.end(cause);
            } // else the timer ends it
        }

        @Override
        public void onEnd(Link link, String end) {
            before.onEnd(link, cause);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        conversation.onBegin(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            heartbeat.heard(bytes.readableBytes(), System.nanoTime());
            decoder.feed(bytes, this::onFrame);
        } catch (FrameException.Version e) {
            conversation.onOtherVersion(this, e.theirs());
        } catch (FrameException e) {
            end("protocol error: " + e.getMessage());
        } finally {
            bytes.release();
        }
    }

    private boolean onFrame(Frame frame) throws FrameException {
        conversation.onFrame(this, frame);
        return !ended;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !ended) {
            conversation.onEndOfInput(this);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            out.drain();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("connection closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            loop.crash(cause);
            return;
        }
        LOG.debug("link with {}", remote(), cause);
        String untrusted = TlsProblems.describe(cause);
        if (untrusted == null || ended) {
            end(SocketErrors.describe(cause));
        } else {
            conversation.onUntrusted(this, untrusted);
        }
    }
}
