package io.waxwing.testing;

import io.waxwing.recovery.EpochStore;
import io.waxwing.runtime.StateFormat;
import org.jspecify.annotations.Nullable;

/** What happens around simulated workers: a store that seals, sources that wake, checks. */
interface Outside {
    /** Nothing is saved, nothing happens. */
    Outside NOTHING = new Outside() {};

    /** Where closed epochs of a process go; null: nothing is saved. */
    default @Nullable EpochStore store(int process) {
        return null;
    }

    /** A format of state for a worker; null exactly when the store is. */
    default @Nullable StateFormat stateFormat() {
        return null;
    }

    /** How many things may happen now. */
    default int possibilities() {
        return 0;
    }

    /** Lets one of them happen. */
    default void happen(int which) {}

    /** The newest epoch that is committed in truth; called for checks, with a store only. */
    default long committedEpoch() {
        return Long.MAX_VALUE;
    }
}
