package io.waxwing.window;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a value comes is its timestamp, and the watermark: nothing is ever late. At the end of the input all windows
 * close.
 */
public final class SystemClock implements WindowClock<Object> {
    private static final SystemClock ONE = new SystemClock();

    private SystemClock() {}

    /** The clock. */
    public static SystemClock of() {
        return ONE;
    }

    @Override
    public ClockLogic<Object, ?> build(InstantSource systemTime) {
        return new Logic(systemTime);
    }

    private static final class Logic implements ClockLogic<Object, Instant> {
        private final InstantSource systemTime;
        private Instant now = Instant.MIN;

        Logic(InstantSource systemTime) {
            this.systemTime = systemTime;
        }

        @Override
        public void beforeBatch() {
            Instant current = systemTime.instant();
            if (current.isAfter(now)) {
                now = current;
            }
        }

        @Override
        public Instant timestampOf(Object value) {
            return now;
        }

        @Override
        public Instant watermark() {
            return now;
        }

        @Override
        public Instant watermarkAtEof() {
            return Instant.MAX;
        }

        @Override
        public @Nullable Instant toSystemTime(Instant timestamp) {
            return timestamp;
        }

        @Override
        public Instant snapshot() {
            return now;
        }

        @Override
        public void restore(Instant snapshot) {
            now = snapshot;
        }
    }
}
