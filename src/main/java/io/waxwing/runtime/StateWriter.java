package io.waxwing.runtime;

import io.waxwing.connector.StatefulSinkPartition;
import io.waxwing.exchange.StableHash;
import io.waxwing.recovery.EpochRows;
import io.waxwing.recovery.StateRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what changed on a worker in an epoch, serialised at once. */
final class StateWriter {
    private final @Nullable StateFormat format;
    private List<StateRow> rows = new ArrayList<>();
    private List<EpochRows.Sink> sinks = new ArrayList<>();

    /** With null nothing is saved. */
    StateWriter(@Nullable StateFormat format) {
        this.format = format;
    }

    boolean isSaving() {
        return format != null;
    }

    void write(String stepId, Object key, @Nullable Object state) {
        if (format != null) {
            byte[] bytes = state == null ? null : format.encode(state);
            rows.add(new StateRow(stepId, StableHash.of(key), format.encodeKey(key), bytes));
        }
    }

    void sink(String stepId, StatefulSinkPartition<?, ?> partition) {
        sinks.add(new EpochRows.Sink(stepId, partition));
    }

    EpochRows take(int worker, long epoch) {
        if (format != null) {
            format.takeNewShapes().forEach(shape -> rows.add(SavedClasses.row(worker, shape)));
        }
        var taken = new EpochRows(worker, epoch, rows, sinks);
        rows = new ArrayList<>();
        sinks = new ArrayList<>();
        return taken;
    }
}
