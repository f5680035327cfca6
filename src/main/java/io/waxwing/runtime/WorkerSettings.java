package io.waxwing.runtime;

import java.time.Duration;

/**
 * How a worker works; the same on all of them.
 *
 * @param epochInterval how long an epoch lasts; zero: every source batch is one
 * @param batchItems most items of a batch on an exchange
 * @param window batches a channel may have on its way
 * @param linger how long a batch that is not full may wait while its worker is busy
 */
public record WorkerSettings(Duration epochInterval, int batchItems, int window, Duration linger) {
    private static final int ITEMS_UNDER_WAY = 1 << 18;
    private static final int WIDEST = 8;

    /** For a plan of some exchanges over some workers: about 260,000 items under way to a worker at most, at least a batch each. */
    public static WorkerSettings of(Duration epochInterval, int exchanges, int workers) {
        int channels = Math.max(1, exchanges) * workers;
        int window = Math.max(1, Math.min(WIDEST, ITEMS_UNDER_WAY / 1024 / channels));
        return new WorkerSettings(epochInterval, 1024, window, Duration.ofMillis(2));
    }
}
