package io.waxwing.mesh;

/**
 * Notices that this process itself stood still (stopped by a signal, a sleeping machine, a long collection): then the silence
 * is ours, and peers may have given us up. Pure: time comes in. Used by the I/O thread alone.
 */
final class PauseDetector {
    private final long worthTelling;
    private long tickedAt;
    private long longest;

    /** Tells of pauses of more than half the peer timeout, in nanoseconds. */
    PauseDetector(long peerTimeout, long now) {
        this.worthTelling = peerTimeout / 2;
        this.tickedAt = now;
    }

    /** Called each beat: how long this process stood still, 0 if it did not. */
    long tick(long now) {
        long pause = pause(now);
        tickedAt = now;
        longest = Math.max(longest, pause);
        return pause;
    }

    /** What to add to the cause of a failure; empty if this process ran all the time. */
    String explanation(long now) {
        long pause = Math.max(longest, pause(now));
        return pause == 0
                ? ""
                : "; this process was paused for " + Heartbeat.seconds(pause) + ", so its peers may have given it up";
    }

    private long pause(long now) {
        long gap = now - tickedAt;
        return gap > worthTelling ? gap : 0;
    }
}
