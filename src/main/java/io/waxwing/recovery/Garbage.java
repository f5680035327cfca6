package io.waxwing.recovery;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Blocks that count for nothing. Each block that is written pays for the deletion of some, so that nobody waits for that of many. */
final class Garbage {
    private static final int DELETED_PER_BLOCK = 2;

    private record Blocks(long run, int from, int to) {}

    private final SqliteRuns table;
    private final Deque<Blocks> all = new ArrayDeque<>();
    private long paid;

    Garbage(SqliteRuns table) {
        this.table = table;
    }

    /** Takes the blocks of a run from a place on to before another one. */
    void add(long run, int from, int to) {
        if (from < to) {
            all.add(new Blocks(run, from, to));
        }
    }

    /** Deletes as many as have been paid for since the last call. */
    void collect() throws SQLException {
        long left = DELETED_PER_BLOCK * (table.inserted() - paid);
        paid = table.inserted();
        for (Blocks next; left > 0 && (next = all.poll()) != null; ) {
            int to = (int) Math.min(next.to, next.from + left);
            table.deleteBlocks(next.run, next.from, to);
            left -= to - next.from;
            if (to < next.to) {
                all.addFirst(new Blocks(next.run, to, next.to));
            }
        }
    }
}
