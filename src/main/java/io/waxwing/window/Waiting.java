package io.waxwing.window;

import java.time.Instant;
import java.util.List;

/** A value that waits until the watermark has come to its timestamp. */
record Waiting(Instant timestamp, Object value) {
    /** Where none waits: refuses to lose those that were saved. */
    static void refuse(List<Waiting> saved) {
        if (!saved.isEmpty()) {
            throw new IllegalStateException(
                    saved.size() + " saved value" + (saved.size() == 1 ? " waits" : "s wait")
                            + " for the watermark, but values of this step do not wait: it was an ordered step when they were saved");
        }
    }
}
