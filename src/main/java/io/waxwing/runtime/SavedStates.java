package io.waxwing.runtime;

import io.waxwing.chain.KeyedState;
import io.waxwing.chain.StepFailure;
import io.waxwing.recovery.EpochStore;
import io.waxwing.recovery.RecoveryException;
import io.waxwing.recovery.StateRow;
import io.waxwing.serde.SerdeException;
import io.waxwing.text.Shown;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Puts what was saved back into the stateful steps of a worker, a little at a time, before it does anything else. */
final class SavedStates {
    private final EpochStore store;
    private final StateFormat format;
    private final int worker;

    SavedStates(EpochStore store, StateFormat format, int worker) {
        this.store = store;
        this.format = format;
        this.worker = worker;
    }

    /** Whether all is there. */
    boolean isLoaded() {
        return store.isLoaded(worker);
    }

    /** Loads what has come; false if nothing has. */
    boolean load(Map<String, KeyedState> steps) {
        List<StateRow> rows = store.takeLoaded(worker);
        if (rows == null) {
            return false;
        }
        for (StateRow row : rows) {
            KeyedState step = steps.get(row.stepId());
            byte[] state = row.state();
            if (step != null && state != null) {
                load(step, row, state);
            }
        }
        return true;
    }

    private void load(KeyedState step, StateRow row, byte[] state) {
        Object key;
        Object value;
        try {
            key = read(() -> format.decodeKey(row.key()), "key", "");
        } catch (RecoveryException e) {
            throw StepFailure.of(row.stepId(), null, e);
        }
        try {
            value = read(format, state, "state of key", key);
        } catch (RecoveryException e) {
            throw StepFailure.of(row.stepId(), key, e);
        }
        step.load(key, value);
    }

    /** Reads saved bytes. */
    static Object read(StateFormat format, byte[] bytes, String what, Object whose) {
        return read(() -> format.decode(bytes), what, " \"" + Shown.of(whose) + "\"");
    }

    private static Object read(Supplier<Object> reading, String what, String whose) {
        try {
            return reading.get();
        } catch (SerdeException e) {
            throw new RecoveryException("the saved " + what + whose + " cannot be read: " + e.getMessage(), e);
        }
    }
}
