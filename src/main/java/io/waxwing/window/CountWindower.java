package io.waxwing.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows of so many values each. */
final class CountWindower implements Windower {
    private final int items;

    CountWindower(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("a window over a count of items needs a count of at least 1: " + items);
        }
        this.items = items;
    }

    @Override
    public WindowerLogic<?> build() {
        return new Logic(items);
    }

    @Override
    public boolean mayMerge() {
        return false;
    }

    /** What is saved: the window that fills; {@code taken} is 0 when there is none. */
    record State(
            int items,
            long id,
            int taken,
            @Nullable Instant open,
            @Nullable Instant close) {}

    private static final class Logic implements WindowerLogic<State> {
        private final int items;
        private final List<WindowMetadata> full = new ArrayList<>(1);
        private long id;
        private int taken;
        private Instant open = Instant.MAX;
        private Instant close = Instant.MIN;

        Logic(int items) {
            this.items = items;
        }

        @Override
        public List<Long> openFor(Instant timestamp) {
            taken++;
            open = timestamp.isBefore(open) ? timestamp : open;
            close = timestamp.isAfter(close) ? timestamp : close;
            List<Long> ids = List.of(id);
            if (taken == items) {
                full.add(current());
                startNext();
            }
            return ids;
        }

        private void startNext() {
            id++;
            taken = 0;
            open = Instant.MAX;
            close = Instant.MIN;
        }

        private WindowMetadata current() {
            return WindowMetadata.of(id, open, close);
        }

        @Override
        public List<Long> lateFor(Instant timestamp) {
            return List.of(LATE_ID);
        }

        @Override
        public List<WindowMerge> merged() {
            return List.of();
        }

        @Override
        public List<WindowMetadata> closeFor(Instant watermark) {
            boolean ended = watermark.equals(Instant.MAX) && taken > 0;
            if (full.isEmpty() && !ended) {
                return List.of();
            }
            List<WindowMetadata> closed = new ArrayList<>(full);
            full.clear();
            if (ended) {
                closed.add(current());
                startNext();
            }
            return closed;
        }

        @Override
        public WindowMetadata metadata(long windowId) {
            for (WindowMetadata window : full) {
                if (window.windowId() == windowId) {
                    return window;
                }
            }
            return current();
        }

        @Override
        public @Nullable Instant notifyAt() {
            return null;
        }

        @Override
        public boolean isEmpty() {
            return taken == 0 && full.isEmpty();
        }

        /** Between rounds no window is full: it has been closed. */
        @Override
        public State snapshot() {
            return taken == 0 ? new State(items, id, 0, null, null) : new State(items, id, taken, open, close);
        }

        @Override
        public void restore(State snapshot) {
            if (snapshot.items != items) {
                throw new IllegalStateException("its windows are of " + items + " values each, and were of "
                        + snapshot.items + " when they were saved: that must stay the same while windows are open");
            }
            id = snapshot.id;
            taken = snapshot.taken;
            open = snapshot.open == null ? Instant.MAX : snapshot.open;
            close = snapshot.close == null ? Instant.MIN : snapshot.close;
        }
    }
}
