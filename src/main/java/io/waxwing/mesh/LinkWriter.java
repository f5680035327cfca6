package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a link: two lanes, control before items, both in order. Any thread puts frames in; the I/O thread stamps
 * them with their sequence and writes them, with one flush per burst. Items wait here while the socket takes no more, so that
 * credit and heartbeats are never stuck behind what is in this process. The lanes are bounded by the credit of the exchanges.
 */
final class LinkWriter {
    private final Channel channel;
    private final Heartbeat heartbeat;

    // written by any thread, emptied by the I/O thread
    private final Queue<ByteBuf> control = new ConcurrentLinkedQueue<>();
    private final Queue<ByteBuf> items = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Set by the I/O thread, read by all. */
    private volatile boolean closed;

    // I/O thread only
    private long sequence;
    private @Nullable ByteBuf last;
    private Runnable afterLast = () -> {};
    private boolean finished;

    LinkWriter(Channel channel, Heartbeat heartbeat) {
        this.channel = channel;
        this.heartbeat = heartbeat;
    }

    /** Sends a frame that may overtake items. Any thread; takes over the frame. */
    void sendControl(ByteBuf frame) {
        send(control, frame);
    }

    /** Sends a frame in order behind the items. Any thread; takes over the frame. */
    void sendInBand(ByteBuf frame) {
        send(items, frame);
    }

    /** Sends a last frame behind everything, closes this direction, then runs {@code then}. I/O thread. */
    void finish(ByteBuf frame, Runnable then) {
        if (closed || last != null) {
            frame.release();
            return;
        }
        last = frame;
        afterLast = then;
        drain();
    }

    /** As {@link #finish}, without the items that still wait. I/O thread. */
    void finishNow(ByteBuf frame) {
        release(items);
        finish(frame, () -> {});
    }

    /** Whether the last frame has left this process. I/O thread. */
    boolean finished() {
        return finished;
    }

    /** Drops what waits and what still comes. I/O thread. */
    void close() {
        closed = true;
        if (last != null) {
            last.release();
            last = null;
        }
        release(control);
        release(items);
    }

    /** Writes what waits, as far as the socket takes it. I/O thread. */
    void drain() {
        scheduled.set(false);
        if (closed) {
            close();
            return;
        }
        boolean wrote = false;
        for (ByteBuf frame = control.poll(); frame != null; frame = control.poll()) {
            write(frame);
            wrote = true;
        }
        while (channel.isWritable()) {
            ByteBuf frame = items.poll();
            if (frame == null) {
                break;
            }
            write(frame);
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
        if (last != null && items.isEmpty() && control.isEmpty()) {
            writeLast(last);
        } else if (!items.isEmpty() && channel.isWritable()) {
            schedule(); // by way of the loop, so that reading is not starved
        }
    }

    private void send(Queue<ByteBuf> lane, ByteBuf frame) {
        if (closed) {
            frame.release();
        } else {
            lane.add(frame);
            schedule();
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this::drain);
            } catch (RejectedExecutionException e) {
                close(); // the I/O thread has ended: nothing else touches the lanes
            }
        }
    }

    private void write(ByteBuf frame) {
        FrameHeader.stamp(frame, sequence++);
        heartbeat.sent(frame.readableBytes());
        ChannelFuture unused =
                channel.write(frame, channel.voidPromise()); // a failed write arrives as an exception of the channel
    }

    private void writeLast(ByteBuf frame) {
        last = null;
        closed = true;
        FrameHeader.stamp(frame, sequence++);
        channel.writeAndFlush(frame).addListener(done -> {
            if (!done.isSuccess()) {
                channel.pipeline().fireExceptionCaught(done.cause());
                return;
            }
            finished = true;
            if (channel instanceof DuplexChannel duplex) {
                ChannelFuture unused = duplex.shutdownOutput();
            }
            afterLast.run();
        });
    }

    private static void release(Queue<ByteBuf> lane) {
        for (ByteBuf frame = lane.poll(); frame != null; frame = lane.poll()) {
            frame.release();
        }
    }
}
