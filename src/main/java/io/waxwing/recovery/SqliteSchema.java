package io.waxwing.recovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a partition file, drawn in {@code src/docs/snapshot-format.md}; how a new one is filled and an old one is read. */
final class SqliteSchema {
    /** Version of the format; files of another one are refused. */
    private static final int FORMAT = 3;

    private static final int APPLICATION = 0x57617877; // "Waxw"

    private static final List<String> TABLES = List.of(
            "CREATE TABLE store (id INTEGER PRIMARY KEY CHECK (id = 1), store_id TEXT NOT NULL, flow_id TEXT,"
                    + " partition INTEGER NOT NULL, partitions INTEGER NOT NULL, floor INTEGER NOT NULL,"
                    + " runs INTEGER NOT NULL, digest INTEGER NOT NULL)",
            "CREATE TABLE execution (number INTEGER PRIMARY KEY, resume_epoch INTEGER NOT NULL,"
                    + " generation TEXT NOT NULL)",
            "CREATE TABLE step (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
            "CREATE TABLE seal (epoch INTEGER PRIMARY KEY, execution INTEGER NOT NULL, row_count INTEGER NOT NULL,"
                    + " at INTEGER NOT NULL)",
            "CREATE TABLE run (id INTEGER PRIMARY KEY, step INTEGER NOT NULL, first_epoch INTEGER NOT NULL,"
                    + " last_epoch INTEGER NOT NULL, row_count INTEGER NOT NULL, blocks INTEGER NOT NULL,"
                    + " bytes INTEGER NOT NULL, digest INTEGER NOT NULL)",
            "CREATE TABLE block (run INTEGER NOT NULL, place INTEGER NOT NULL, row_count INTEGER NOT NULL,"
                    + " crc INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (run, place)) WITHOUT ROWID");

    private SqliteSchema() {}

    /** Makes the tables of a partition in which epoch 0 is sealed. */
    static void create(SqliteFile file, String storeId, int partition, int partitions) throws SQLException {
        file.run("BEGIN IMMEDIATE");
        file.run("PRAGMA application_id=" + APPLICATION);
        file.run("PRAGMA user_version=" + FORMAT);
        for (String table : TABLES) {
            file.run(table);
        }
        try (PreparedStatement insert = file.prepare("INSERT INTO store VALUES (1, ?, NULL, ?, ?, 0, 0, 0)")) {
            insert.setString(1, storeId);
            insert.setInt(2, partition);
            insert.setInt(3, partitions);
            insert.executeUpdate();
        }
        file.run("INSERT INTO seal VALUES (0, 0, 0, 0)");
        file.run("COMMIT");
    }

    /** Refuses what is no partition of this format. */
    static void check(SqliteFile file) throws SQLException {
        long application = file.number("PRAGMA application_id");
        if (application != APPLICATION) {
            throw new RecoveryException(file.name() + " is a database, but no recovery partition");
        }
        long format = file.number("PRAGMA user_version");
        if (format != FORMAT) {
            throw new RecoveryException(file.name() + " has format " + format + ", this version reads format " + FORMAT
                    + (format > FORMAT
                            ? "; it was written by a newer version, use that"
                            : "; it was written by an older version: begin anew with an empty directory"));
        }
    }

    /** What a file says of itself. */
    static PartitionFacts facts(SqliteFile file) throws SQLException {
        try (PreparedStatement query =
                        file.prepare("SELECT store_id, flow_id, partition, partitions, floor FROM store");
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw file.corrupt("it does not say whose it is");
            }
            return new PartitionFacts(
                    file.name(),
                    row.getInt(3),
                    row.getInt(4),
                    String.valueOf(row.getString(1)),
                    row.getString(2),
                    sealed(file),
                    file.number("SELECT at FROM seal ORDER BY epoch DESC LIMIT 1"),
                    row.getLong(5),
                    executions(file));
        }
    }

    private static long sealed(SqliteFile file) throws SQLException {
        if (file.number("SELECT count(*) FROM seal") == 0) {
            throw file.corrupt("no epoch is sealed in it");
        }
        return file.number("SELECT max(epoch) FROM seal");
    }

    private static List<Execution> executions(SqliteFile file) throws SQLException {
        List<Execution> executions = new ArrayList<>();
        try (PreparedStatement query =
                        file.prepare("SELECT number, resume_epoch, generation FROM execution ORDER BY number");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                executions.add(new Execution(rows.getLong(1), rows.getLong(2), String.valueOf(rows.getString(3))));
            }
        }
        return executions;
    }
}
