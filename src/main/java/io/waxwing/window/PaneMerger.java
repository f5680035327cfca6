package io.waxwing.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the panes of overlapping windows as they close, with about two merges for each pane however many windows it is in. The
 * panes of a window are two rows: for each pane of the front row there is the merge of it and all behind it in that row; of the
 * back row there is one merge of all. A window's first pane leaves by dropping one, its new last pane comes by merging one; when
 * the front row is used up, the back row is made the front. (The queue of two stacks; "Sliding-Window Aggregation Algorithms",
 * Hirzel, Schneider and Tangwongsan, 2017.)
 *
 * <p>When a window closes, the watermark has passed all its panes, so they change no more.
 */
final class PaneMerger {
    private final Fold<?, Object> fold;
    /** Merges of the front row, that of its first pane last. */
    private final List<Object> front = new ArrayList<>(0);

    private @Nullable Object back;
    private int backSize;

    @SuppressWarnings("unchecked")
    PaneMerger(Fold<?, ?> fold) {
        this.fold = (Fold<?, Object>) fold;
    }

    /** The merge of all panes up to an id; at least the first must be. */
    Object merged(Slots panes, long last) throws Exception {
        for (int next = front.size() + backSize; next < panes.size() && panes.id(next) <= last; next++) {
            Object pane = stateOf(panes, next);
            Object all = back;
            back = all == null ? pane : fold.merge(all, pane);
            backSize++;
        }
        if (front.isEmpty()) {
            turn(panes);
        }
        Object first = front.get(front.size() - 1);
        Object rest = back;
        return rest == null ? first : fold.merge(first, rest);
    }

    /** Makes the back row the front. */
    private void turn(Slots panes) throws Exception {
        Object all = null;
        for (int i = backSize - 1; i >= 0; i--) {
            Object pane = stateOf(panes, i);
            all = all == null ? pane : fold.merge(pane, all);
            front.add(all);
        }
        dropBack();
    }

    /** The first pane has been taken out. */
    void onFirstRemoved() {
        if (!front.isEmpty()) {
            front.remove(front.size() - 1);
        } else {
            dropBack();
        }
    }

    private void dropBack() {
        back = null;
        backSize = 0;
    }

    private static Object stateOf(Slots panes, int index) {
        Object state = panes.state(index);
        if (state == null) {
            throw new IllegalStateException("a pane without a value");
        }
        return state;
    }
}
