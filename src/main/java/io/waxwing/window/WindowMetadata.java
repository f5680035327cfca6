package io.waxwing.window;

import java.time.Instant;
import java.util.Set;

/**
 * Emitted once for each window, as it closes; not for windows that became part of another.
 *
 * @param windowId tells windows of a key apart
 * @param open when the window opened, inclusive
 * @param close when it closed, exclusive; of a session, inclusive, the timestamp of its last value
 * @param mergedIds ids of all windows that became part of this one
 */
public record WindowMetadata(long windowId, Instant open, Instant close, Set<Long> mergedIds) {
    /** A window that no other became part of. */
    public static WindowMetadata of(long windowId, Instant open, Instant close) {
        return new WindowMetadata(windowId, open, close, Set.of());
    }
}
