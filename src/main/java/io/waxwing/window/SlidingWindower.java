package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Windows of one length, an offset apart; tumbling when the offset is the length. */
final class SlidingWindower implements AlignedWindower {
    final Duration length;
    final Duration offset;
    final Instant alignment;

    SlidingWindower(Duration length, Duration offset, Instant alignment) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("the length of windows must be more than zero: " + length);
        }
        if (offset.isNegative() || offset.isZero() || offset.compareTo(length) > 0) {
            throw new IllegalArgumentException("the offset of sliding windows must be more than zero and at most their"
                    + " length, otherwise values between them would be lost: offset " + offset + ", length " + length);
        }
        this.length = length;
        this.offset = offset;
        this.alignment = alignment;
    }

    @Override
    public AlignedWindower alignTo(Instant instant) {
        return new SlidingWindower(length, offset, Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public WindowerLogic<?> build() {
        return new Logic(this);
    }

    @Override
    public boolean mayMerge() {
        return false;
    }

    boolean isTumbling() {
        return offset.equals(length);
    }

    /** The first window that a timestamp is in: the one behind the last that closes at it or before. */
    long firstFor(Instant timestamp) {
        Duration sinceAlignment = TimeMath.between(alignment, timestamp);
        return TimeMath.steps(sinceAlignment, length, offset) + 1;
    }

    /** The last window that a timestamp is in: the last that opens at it or before. */
    long lastFor(Instant timestamp) {
        return TimeMath.steps(TimeMath.between(alignment, timestamp), offset);
    }

    Instant openOf(long id) {
        return TimeMath.after(alignment, Duration.ZERO, id, offset);
    }

    Instant closeOf(long id) {
        return TimeMath.after(alignment, length, id, offset);
    }

    /** The ids of the windows of a timestamp. */
    List<Long> idsFor(Instant timestamp) {
        long last = lastFor(timestamp);
        long first = isTumbling() ? last : firstFor(timestamp);
        if (first == last) {
            return List.of(last);
        }
        List<Long> ids = new ArrayList<>();
        for (long id = first; id >= first && id <= last; id++) { // the last may be the greatest number
            ids.add(id);
        }
        return ids;
    }

    WindowMetadata metadata(long id) {
        return WindowMetadata.of(id, openOf(id), closeOf(id));
    }

    private static final class Logic implements WindowerLogic<List<Long>> {
        private final SlidingWindower windower;
        private final TreeMap<Long, Instant> closes = new TreeMap<>();

        Logic(SlidingWindower windower) {
            this.windower = windower;
        }

        @Override
        public List<Long> openFor(Instant timestamp) {
            List<Long> ids = windower.idsFor(timestamp);
            for (long id : ids) {
                closes.computeIfAbsent(id, windower::closeOf);
            }
            return ids;
        }

        @Override
        public List<Long> lateFor(Instant timestamp) {
            return windower.idsFor(timestamp);
        }

        @Override
        public List<WindowMerge> merged() {
            return List.of();
        }

        @Override
        public List<WindowMetadata> closeFor(Instant watermark) {
            if (closes.isEmpty() || closes.firstEntry().getValue().isAfter(watermark)) {
                return List.of();
            }
            List<WindowMetadata> closed = new ArrayList<>();
            while (!closes.isEmpty() && !closes.firstEntry().getValue().isAfter(watermark)) {
                closed.add(metadata(closes.pollFirstEntry().getKey()));
            }
            return closed;
        }

        @Override
        public WindowMetadata metadata(long windowId) {
            return windower.metadata(windowId);
        }

        @Override
        public @Nullable Instant notifyAt() {
            return closes.isEmpty() ? null : closes.firstEntry().getValue();
        }

        @Override
        public boolean isEmpty() {
            return closes.isEmpty();
        }

        @Override
        public List<Long> snapshot() {
            return new ArrayList<>(closes.keySet());
        }

        @Override
        public void restore(List<Long> snapshot) {
            snapshot.forEach(id -> closes.put(id, windower.closeOf(id)));
        }
    }
}
