package io.waxwing.recovery;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The rows of several runs of a step in one order: key by key, of each the newest version first. One block of each run is in memory. */
final class RunMerge {
    private final PriorityQueue<RunCursor> others =
            new PriorityQueue<>(Comparator.comparing((RunCursor cursor) -> cursor.row, RowView.ORDER));
    private @Nullable RunCursor current;
    private long keyHash;
    private byte[] key = {};
    private int keyLength = -1;
    private boolean isNewKey;

    RunMerge(SqliteRuns table, String step, List<Run> runs) throws SQLException {
        for (Run run : runs) {
            var cursor = new RunCursor(table, step, run);
            if (cursor.next()) {
                others.add(cursor);
            }
        }
    }

    /** The next version, to be looked at until the next call; null at the end. */
    @Nullable
    RowView next() throws SQLException {
        RunCursor at = current;
        if (at != null) {
            at = at.next() ? foremost(at) : others.poll();
        } else {
            at = others.poll();
        }
        current = at;
        if (at == null) {
            return null;
        }
        RowView row = at.row;
        isNewKey = keyLength < 0 || !row.isOf(keyHash, key, keyLength);
        if (isNewKey) {
            keepKey(row);
        }
        return row;
    }

    /** Most often it is the same run that goes on. */
    private RunCursor foremost(RunCursor at) {
        RunCursor other = others.peek();
        if (other == null || RowView.ORDER.compare(at.row, other.row) <= 0) {
            return at;
        }
        others.remove();
        others.add(at);
        return other;
    }

    private void keepKey(RowView row) {
        keyHash = row.hash;
        keyLength = row.keyLength;
        if (key.length < keyLength) {
            key = new byte[Math.max(keyLength, 2 * key.length)];
        }
        System.arraycopy(row.keyBytes, row.keyAt, key, 0, keyLength);
    }

    /** Whether the last row was the first of its key. */
    boolean isNewKey() {
        return isNewKey;
    }
}
