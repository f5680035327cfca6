package io.waxwing.testing;

import io.waxwing.window.ClockLogic;
import io.waxwing.window.WindowClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * A clock of a user's own. Values alone move it, time does not.
 *
 * @param timestamps of the values
 * @param start the watermark before the first value
 * @param next the watermark behind a value, of the one before it and the value's timestamp
 */
public record OwnClock<V>(Function<? super V, Instant> timestamps, Instant start, BinaryOperator<Instant> next)
        implements WindowClock<V> {
    @Override
    public ClockLogic<V, ?> build(InstantSource systemTime) {
        return new Logic<>(this);
    }

    private static final class Logic<V> implements ClockLogic<V, Instant> {
        private final OwnClock<V> clock;
        private Instant watermark;

        Logic(OwnClock<V> clock) {
            this.clock = clock;
            this.watermark = clock.start;
        }

        @Override
        public Instant timestampOf(V value) {
            Instant timestamp = clock.timestamps.apply(value);
            watermark = clock.next.apply(watermark, timestamp);
            return timestamp;
        }

        @Override
        public Instant watermark() {
            return watermark;
        }

        @Override
        public Instant watermarkAtEof() {
            return Instant.MAX;
        }

        @Override
        public Instant toSystemTime(Instant timestamp) {
            return null;
        }

        @Override
        public Instant snapshot() {
            return watermark;
        }

        @Override
        public void restore(Instant snapshot) {
            watermark = snapshot;
        }
    }
}
