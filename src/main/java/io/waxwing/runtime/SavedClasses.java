package io.waxwing.runtime;

import io.waxwing.exchange.StableHash;
import io.waxwing.recovery.EpochStore;
import io.waxwing.recovery.StateRow;
import io.waxwing.serde.ClassShape;
import java.nio.charset.StandardCharsets;

/**
 * What the classes of saved states looked like, as rows of a step of their own: the key is worker and class, the value its shape. They are
 * saved with the first state of a class, and told to all workers before anything else is read. Workers that meet a class at the same time
 * save a row each.
 */
final class SavedClasses {
    /** No step of a flow can have this id. */
    static final String STEP = "(classes)";

    private static final char BETWEEN = ' ';

    private SavedClasses() {}

    /** Tells a format of all that was saved. */
    static void learn(EpochStore store, StateFormat format) {
        for (StateRow row : store.positions(STEP)) {
            String key = new String(row.key(), StandardCharsets.UTF_8);
            byte[] shape = row.state();
            if (shape != null) {
                format.learn(new ClassShape(
                        key.substring(key.lastIndexOf(BETWEEN) + 1), new String(shape, StandardCharsets.UTF_8)));
            }
        }
    }

    static StateRow row(int worker, ClassShape shape) {
        String key = worker
                + String.valueOf(BETWEEN)
                + Integer.toHexString(shape.shape().hashCode())
                + BETWEEN
                + shape.name();
        return new StateRow(
                STEP,
                StableHash.of(shape.name()),
                key.getBytes(StandardCharsets.UTF_8),
                shape.shape().getBytes(StandardCharsets.UTF_8));
    }
}
