package io.waxwing.runtime;

import io.waxwing.connector.StatefulSinkPartition;
import io.waxwing.recovery.EpochRows;
import io.waxwing.recovery.StateRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers what changed on a worker in an epoch, serialised at once. */
final class StateWriter {
    private final @Nullable Function<Object, byte[]> encode;
    private List<StateRow> rows = new ArrayList<>();
    private List<StatefulSinkPartition<?, ?>> sinks = new ArrayList<>();

    /** With null nothing is saved. */
    StateWriter(@Nullable Function<Object, byte[]> encode) {
        this.encode = encode;
    }

    boolean isSaving() {
        return encode != null;
    }

    void write(String stepId, Object key, @Nullable Object state) {
        if (encode != null) {
            rows.add(new StateRow(stepId, key, state == null ? null : encode.apply(state)));
        }
    }

    void sink(StatefulSinkPartition<?, ?> partition) {
        sinks.add(partition);
    }

    EpochRows take(int worker, long epoch) {
        var taken = new EpochRows(worker, epoch, rows, sinks);
        rows = new ArrayList<>();
        sinks = new ArrayList<>();
        return taken;
    }
}
