package io.waxwing.recovery;

import java.sql.SQLException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Hands out the newest version of each key as of an epoch, one step after the other, without keys that are gone. */
final class NewestRows implements PartitionFile.Rows {
    private final SqliteRuns table;
    private final String file;
    private final Iterator<StepRuns> steps;
    private final long upTo;
    private @Nullable StepRuns step;
    private @Nullable RunMerge rows;
    private boolean decided;

    NewestRows(SqliteRuns table, String file, Iterator<StepRuns> steps, long upTo) {
        this.table = table;
        this.file = file;
        this.steps = steps;
        this.upTo = upTo;
    }

    @Override
    public @Nullable StateRow next() {
        try {
            while (true) {
                StepRuns of = step;
                RunMerge from = rows;
                if (of == null || from == null) {
                    if (!steps.hasNext()) {
                        return null;
                    }
                    of = steps.next();
                    step = of;
                    rows = new RunMerge(table, of.name, of.runs());
                } else {
                    RowView row = newest(from);
                    if (row != null) {
                        return row.toRow(of.name);
                    }
                    rows = null;
                }
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(file, "reading saved state", e);
        }
    }

    private @Nullable RowView newest(RunMerge from) throws SQLException {
        for (RowView row; (row = from.next()) != null; ) {
            if (from.isNewKey()) {
                decided = false;
            }
            if (!decided && row.epoch <= upTo) {
                decided = true;
                if (!row.isGone()) {
                    return row;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        rows = null; // nothing is open between two rows
    }
}
