package io.waxwing.testing;

import io.waxwing.operator.Emitter;
import io.waxwing.window.WindowClock;
import io.waxwing.window.WindowLogic;
import io.waxwing.window.WindowMerge;
import io.waxwing.window.WindowMetadata;
import io.waxwing.window.Windower;
import io.waxwing.window.WindowerLogic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A clock, windows and a logic of a user's own, as random flows have them. */
final class OwnWindows {
    static final Duration LENGTH = Duration.ofSeconds(8);

    private OwnWindows() {}

    static long bandOf(Instant timestamp) {
        return Math.floorDiv(Duration.between(FlowWindows.ALIGNMENT, timestamp).toMillis(), LENGTH.toMillis());
    }

    static Instant openOf(long band) {
        return FlowWindows.ALIGNMENT.plus(LENGTH.multipliedBy(band));
    }

    static WindowMetadata metadataOf(long band) {
        return WindowMetadata.of(band, openOf(band), openOf(band + 1));
    }

    /** The latest timestamp, less a wait. */
    static WindowClock<Object> latestClock(Duration waiting) {
        return new OwnClock<>(FlowWindows::timestamp, Instant.MIN, (watermark, timestamp) -> {
            Instant waited = timestamp.minus(waiting);
            return waited.isAfter(watermark) ? waited : watermark;
        });
    }

    /** Windows next to each other. */
    record Bands() implements Windower {
        @Override
        public WindowerLogic<?> build() {
            return new BandsLogic();
        }
    }

    private static final class BandsLogic implements WindowerLogic<List<Long>> {
        private final TreeSet<Long> open = new TreeSet<>();

        @Override
        public List<Long> openFor(Instant timestamp) {
            open.add(bandOf(timestamp));
            return List.of(bandOf(timestamp));
        }

        @Override
        public List<Long> lateFor(Instant timestamp) {
            return List.of(bandOf(timestamp));
        }

        @Override
        public List<WindowMerge> merged() {
            return List.of();
        }

        @Override
        public List<WindowMetadata> closeFor(Instant watermark) {
            List<WindowMetadata> closed = new ArrayList<>();
            while (!open.isEmpty() && !openOf(open.first() + 1).isAfter(watermark)) {
                closed.add(metadataOf(open.pollFirst()));
            }
            return closed;
        }

        @Override
        public WindowMetadata metadata(long windowId) {
            return metadataOf(windowId);
        }

        @Override
        public Instant notifyAt() {
            return open.isEmpty() ? null : openOf(open.first() + 1);
        }

        @Override
        public boolean isEmpty() {
            return open.isEmpty();
        }

        @Override
        public List<Long> snapshot() {
            return new ArrayList<>(open);
        }

        @Override
        public void restore(List<Long> snapshot) {
            open.addAll(snapshot);
        }
    }

    /** Emits what came of every other value, and of all as the window closes. */
    static final class Mixing implements WindowLogic<Object, Object, long[]> {
        private final int variant;
        private long count;
        private long state;

        Mixing(int variant) {
            this.variant = variant;
            this.state = variant;
        }

        @Override
        public void onValue(Object value, Emitter<? super Object> out) {
            state = FlowFunctions.mix(state, FlowFunctions.number(value));
            if (count++ % 2 == variant % 2) {
                out.emit(state);
            }
        }

        @Override
        public void onMerge(long[] other, Emitter<? super Object> out) {
            throw new IllegalStateException("bands never become one");
        }

        @Override
        public void onClose(Emitter<? super Object> out) {
            out.emit("closed " + state);
        }

        @Override
        public long[] snapshot() {
            return new long[] {count, state};
        }

        @Override
        public void restore(long[] snapshot) {
            count = snapshot[0];
            state = snapshot[1];
        }
    }
}
