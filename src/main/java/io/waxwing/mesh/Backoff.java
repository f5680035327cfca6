package io.waxwing.mesh;

import java.util.random.RandomGenerator;

/** How long to wait before the next try: 100 ms, doubling to 1 s, less up to a half by chance so that processes do not dial in step. */
final class Backoff {
    private static final long FIRST = 100;
    private static final long LAST = 1000;

    private final RandomGenerator random;
    private long next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Milliseconds to wait now. */
    long next() {
        long delay = next - random.nextLong(next / 2 + 1);
        next = Math.min(LAST, next * 2);
        return delay;
    }

    /** The last try worked. */
    void reset() {
        next = FIRST;
    }
}
