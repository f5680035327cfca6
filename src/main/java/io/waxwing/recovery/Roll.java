package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing from each process. */
final class Roll<T> {
    private final List<@Nullable T> heard = new ArrayList<>();
    private int missing;

    Roll(int processes) {
        for (int i = 0; i < processes; i++) {
            heard.add(null);
        }
        missing = processes;
    }

    /** True when this was the last one missing. */
    boolean add(int process, T said) {
        if (heard.set(process, said) != null) {
            throw new IllegalStateException("process " + process + " said twice: " + said);
        }
        return --missing == 0;
    }

    /** By process; all are there. */
    List<T> all() {
        List<T> all = new ArrayList<>();
        for (T said : heard) {
            if (said == null) {
                throw new IllegalStateException("not all have been heard");
            }
            all.add(said);
        }
        return all;
    }
}
