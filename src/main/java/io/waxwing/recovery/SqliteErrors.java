package io.waxwing.recovery;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's errors mean for the owner of a file. */
final class SqliteErrors {
    private static final int PRIMARY = 0xff; // the rest of a code is detail

    private static final int FULL = 13;

    private SqliteErrors() {}

    /** No room for the index of a log is an I/O error to SQLite. */
    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException detailed
                && detailed.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
    }

    /**
     * An error as one line with the file and what to do.
     *
     * @param file as the user knows it
     * @param doing what was tried
     */
    static RecoveryException of(String file, String doing, SQLException e) {
        String detail = String.valueOf(e.getMessage()).replaceFirst("^\\[[A-Z_]+\\] *", "");
        String why =
                switch (isFull(e) ? FULL : e.getErrorCode() & PRIMARY) {
                    case 5, 6 ->
                        "is locked by another process: is an earlier run still alive? End it, or use another recovery"
                                + " directory";
                    case 3, 23 -> "may not be used (" + detail + "); check owner and permissions";
                    case 8 -> "is read-only; make the file and its directory writable";
                    case 10 -> "could not be read or written: I/O error (" + detail + "); check the disk";
                    case 11 -> "is corrupt (" + detail + "); put back a backup";
                    case FULL -> "could not be written: the disk is full; free space and start again";
                    case 14 -> "could not be opened (" + detail + "); check the file and its directory";
                    case 26 -> "is not a SQLite database, or its header is corrupt; put back a backup";
                    default -> "failed (" + detail + ")";
                };
        return new RecoveryException(file + " " + why + " [while " + doing + "]", e);
    }
}
