package io.waxwing.mesh;

import io.waxwing.time.Seconds;

/**
 * Notices that this process itself stood still (stopped by a signal, a sleeping machine, a long collection): then the silence
 * is ours, and peers may have given us up. Pure: time comes in. Used by the I/O thread alone.
 */
final class PauseDetector {
    private final long peerTimeout;
    private long tickedAt;
    private long lastPause;
    private long lastPauseEnd;

    /** Tells of pauses of more than half the peer timeout, in nanoseconds. */
    PauseDetector(long peerTimeout, long now) {
        this.peerTimeout = peerTimeout;
        this.tickedAt = now;
    }

    /** Called each beat: how long this process stood still, 0 if it did not. */
    long tick(long now) {
        long pause = pause(now);
        tickedAt = now;
        if (pause > 0) {
            lastPause = pause;
            lastPauseEnd = now;
        }
        return pause;
    }

    /** What to add to the cause of a failure; empty if this process has run all the time lately. */
    String explanation(long now) {
        long pause = pause(now);
        if (pause == 0 && lastPause > 0 && now - lastPauseEnd < peerTimeout) {
            pause = lastPause;
        }
        return pause == 0
                ? ""
                : "; this process was paused for " + Seconds.of(pause) + ", so its peers may have given it up";
    }

    private long pause(long now) {
        long gap = now - tickedAt;
        return gap > peerTimeout / 2 ? gap : 0;
    }
}
