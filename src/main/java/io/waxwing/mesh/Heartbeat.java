package io.waxwing.mesh;

import io.waxwing.time.Seconds;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Whether the other end of a link is still there, both ways. It must be heard: any byte counts. And it must answer: a PING
 * has the peer timeout to come back, and longer where much data moves that it may be queued behind (64 KiB/s are taken for
 * granted), so that a slow link is not taken for a dead one. Pure: time comes in. Used by the I/O thread alone.
 */
final class Heartbeat {
    private static final long SLOWEST_BYTES_PER_SECOND = 64 << 10;
    private static final long SECOND = 1_000_000_000L;

    private final long timeout;
    private final Deque<Ping> unanswered = new ArrayDeque<>();
    private long heardAt;
    private long received;
    private long sent;
    /** Bytes sent before the newest PING that was answered: these have arrived. */
    private long arrived;

    private long nextNumber;

    private record Ping(long number, long at, long sentBefore, long receivedBefore) {}

    /** All times are in nanoseconds of one monotonic clock. */
    Heartbeat(long timeout, long now) {
        this.timeout = timeout;
        this.heardAt = now;
    }

    /** Bytes came in. */
    void heard(int bytes, long now) {
        received += bytes;
        heardAt = now;
    }

    /** Bytes went out. */
    void sent(int bytes) {
        sent += bytes;
    }

    /** A PING is about to be sent; its number. */
    long ping(long now) {
        unanswered.add(new Ping(nextNumber, now, sent, received));
        return nextNumber++;
    }

    /** A PING has come back. */
    void pong(long number) throws FrameException {
        if (number < 0 || number >= nextNumber) {
            throw new FrameException("answer to ping " + number + ", which was never sent");
        }
        while (!unanswered.isEmpty() && unanswered.element().number <= number) {
            arrived = Math.max(arrived, unanswered.remove().sentBefore);
        }
    }

    /** This process was not running for a while: that is not the other end's fault. */
    void forgive(long now) {
        heardAt = now;
        unanswered.clear();
    }

    /** Why the other end must be taken for dead; null: it lives. */
    @Nullable
    String verdict(long now) {
        if (now - heardAt > timeout) {
            return "no heartbeat for " + Seconds.of(now - heardAt);
        }
        Ping oldest = unanswered.peek();
        if (oldest == null) {
            return null;
        }
        long moved = oldest.sentBefore - arrived + received - oldest.receivedBefore;
        long allowed = timeout + moved * SECOND / SLOWEST_BYTES_PER_SECOND;
        return now - oldest.at > allowed ? "no answer to a heartbeat for " + Seconds.of(now - oldest.at) : null;
    }
}
