package io.waxwing.recovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs of the epoch that is being written: one for each step and worker, as a worker's rows of a step come in order. */
final class FreshRuns {
    /** A run that is written, not yet in the table of runs. */
    record Made(StepRuns step, Run run) {}

    private record Origin(String step, int worker) {}

    private static final class Fresh {
        final StepRuns step;
        final RunWriter writer;

        @Nullable
        StateRow last;

        Fresh(StepRuns step, RunWriter writer) {
            this.step = step;
            this.writer = writer;
        }
    }

    private final SqliteRuns table;
    private final Map<Origin, Fresh> all = new LinkedHashMap<>();
    private final RowView view = new RowView();
    private @Nullable Origin at;
    private @Nullable Fresh current;

    FreshRuns(SqliteRuns table) {
        this.table = table;
    }

    /** Whether the next row goes to where the one before it went. */
    boolean isAt(String step, int worker) {
        Origin last = at;
        return last != null && last.worker == worker && last.step.equals(step);
    }

    /** From here on come rows of this step from this worker. */
    void goTo(StepRuns step, int worker, long epoch, StepRuns.Runs partition) {
        var origin = new Origin(step.name, worker);
        at = origin;
        current = all.computeIfAbsent(
                origin, any -> new Fresh(step, new RunWriter(table, step.name, partition.newId(), epoch)));
    }

    void add(StateRow row, long epoch) throws SQLException {
        Fresh into = current;
        if (into == null) {
            throw new IllegalStateException("a row of no step");
        }
        StateRow last = into.last;
        if (last != null && StateRow.ORDER.compare(last, row) >= 0) {
            throw new IllegalStateException(
                    "rows of step " + row.stepId() + " are out of order, or a key was written twice in epoch " + epoch);
        }
        into.last = row;
        view.show(row, epoch);
        into.writer.add(view);
    }

    /** All that was written. */
    List<Made> finish(long epoch) throws SQLException {
        List<Made> made = new ArrayList<>();
        for (Fresh one : all.values()) {
            made.add(new Made(one.step, one.writer.finish(epoch)));
        }
        all.clear();
        at = null;
        current = null;
        return made;
    }
}
