package io.waxwing.exchange;

import io.waxwing.exchange.Message.Credit;
import io.waxwing.exchange.Message.EndOfStream;
import io.waxwing.exchange.Message.EpochEnd;
import io.waxwing.exchange.Message.InBand;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One worker's receiving end of an exchange: a FIFO per sending worker. Gives out batches of the epoch that the worker is in, in
 * turn over the senders; a sender that is through with the epoch is left alone until the next one. Used by the receiving worker's
 * thread only.
 */
public final class Inbox {
    /** One sending worker. */
    private static final class Channel {
        final Deque<InBand> queue = new ArrayDeque<>(4);
        final ReceiveCredit credit;
        int batches;
        boolean endOffered;
        boolean through;
        boolean ended;

        Channel(int window) {
            this.credit = new ReceiveCredit(window);
        }
    }

    private final int exchange;
    private final int self;
    private final int window;
    private final Courier courier;
    private final Channel[] channels;
    private int queued;
    private int next;
    private int through;
    private int ended;

    /** An empty inbox of worker {@code self}. */
    public Inbox(int exchange, int self, int window, Courier courier) {
        this.exchange = exchange;
        this.self = self;
        this.window = window;
        this.courier = courier;
        this.channels = new Channel[courier.workers()];
        for (int from = 0; from < channels.length; from++) {
            channels[from] = new Channel(window);
        }
    }

    /**
     * A message has come.
     *
     * @throws ProtocolException when the sender had no credit for it or had ended
     */
    public void offer(InBand message) {
        Channel channel = channels[message.from()];
        if (channel.endOffered) {
            throw new ProtocolException("worker " + message.from() + " sent worker " + self + " more over exchange "
                    + exchange + " after the end of its stream");
        }
        channel.endOffered = message instanceof EndOfStream;
        if (message instanceof Batch || message instanceof WireBatch) {
            if (++channel.batches > window) {
                throw new ProtocolException("worker " + message.from() + " sent worker " + self
                        + " more batches over exchange " + exchange + " than the " + window + " it had credit for");
            }
        }
        channel.queue.addLast(message);
        queued++;
    }

    /**
     * Takes the next batch, passing ends of epochs and streams on the way. {@link #onProcessed} must follow when all that came of
     * it has been taken.
     *
     * @return a Batch or a WireBatch; null when there is none to take now
     */
    public @Nullable InBand poll(long epoch) {
        for (int i = 0; queued > 0 && i < channels.length; i++) {
            Channel channel = channels[next];
            next = next + 1 == channels.length ? 0 : next + 1;
            while (!channel.through && !channel.queue.isEmpty()) {
                InBand message = channel.queue.removeFirst();
                queued--;
                if (message instanceof EpochEnd end) {
                    check(end.epoch(), epoch, message);
                    channel.through = true;
                    through++;
                } else if (message instanceof EndOfStream) {
                    channel.through = true;
                    channel.ended = true;
                    through++;
                    ended++;
                } else {
                    check(
                            message instanceof Batch batch ? batch.epoch() : ((WireBatch) message).epoch(),
                            epoch,
                            message);
                    return message;
                }
            }
        }
        return null;
    }

    private void check(long epoch, long expected, InBand message) {
        if (epoch != expected) {
            throw new ProtocolException("worker " + message.from() + " sent epoch " + epoch + " over exchange "
                    + exchange + " where worker " + self + " expected epoch " + expected);
        }
    }

    /** A batch and all that came of it has been taken: its sender gets credit. */
    public void onProcessed(int from) {
        Channel channel = channels[from];
        channel.batches--;
        if (channel.credit.onProcessed() && !channel.ended) {
            courier.send(from, new Credit(exchange, from, self, channel.credit.announce()));
        }
    }

    /** Whether all senders are through with the epoch. */
    public boolean isThrough() {
        return through == channels.length;
    }

    /** Whether all senders have ended. */
    public boolean isEnded() {
        return ended == channels.length;
    }

    /** The worker goes on to the next epoch. */
    public void openEpoch() {
        for (Channel channel : channels) {
            channel.through = channel.ended;
        }
        through = ended;
    }

    /** Batches that wait from a sender, counted anew; what the simulation checks its bound on. */
    public int waiting(int from) {
        int waiting = 0;
        for (InBand message : channels[from].queue) {
            waiting += message instanceof Batch || message instanceof WireBatch ? 1 : 0;
        }
        return waiting;
    }
}
