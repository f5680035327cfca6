package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A partition in a file with small blocks, beside what must be in it: all versions of all keys in a map. What is committed is not synced. */
final class ModelPartition implements AutoCloseable {
    static final List<String> STEPS = List.of("large", "small");
    static final int BLOCK_BYTES = 300;

    /** Versions by "step key"; empty: gone. */
    private final TreeMap<String, NavigableMap<Long, String>> versions = new TreeMap<>();

    private Path path;
    private SqliteFile file;
    private SqlitePartition partition;
    private long sealed;
    private long floor;
    private int executions;
    private int copies;

    ModelPartition(Path directory) throws SQLException, IOException {
        path = directory.resolve("part-0.sqlite3");
        Files.createFile(path);
        try (SqliteFile made = SqliteFile.open(path, "part-0")) {
            SqliteSchema.create(made, "store", 0, 1);
        }
        open();
        begin(0);
    }

    private void open() throws SQLException {
        file = SqliteFile.open(path, "part-0");
        file.run("PRAGMA synchronous=OFF");
        partition = SqlitePartition.withBlocks(file, StorePoint.Watch.NONE, BLOCK_BYTES, InstantSource.system());
    }

    long sealed() {
        return sealed;
    }

    long floor() {
        return floor;
    }

    SqlitePartition partition() {
        return partition;
    }

    /** A number out of the file, by SQL. */
    long number(String sql) throws SQLException {
        return file.number(sql);
    }

    /** A change of a key; a null value: it is gone. */
    record Change(String step, int key, String value) {}

    /** Writes an epoch without sealing it, the keys spread over some workers. */
    void write(List<Change> changes, int workers) {
        for (int worker = 0; worker < workers; worker++) {
            List<StateRow> rows = new ArrayList<>();
            for (Change change : changes) {
                if (change.key % workers == worker) {
                    rows.add(row(change));
                }
            }
            rows.sort(StateRow.ORDER);
            int half = rows.size() / 2;
            partition.write(sealed + 1, worker, rows.subList(0, half));
            partition.write(sealed + 1, worker, rows.subList(half, rows.size()));
        }
    }

    /** Seals what was written. */
    void seal(List<Change> changes, long newFloor) {
        partition.seal(++sealed, executions, newFloor);
        floor = newFloor;
        for (Change change : changes) {
            versions.computeIfAbsent(change.step + " key " + change.key, any -> new TreeMap<>())
                    .put(sealed, change.value == null ? "" : change.value);
        }
    }

    /** Few hashes, so that many keys have the same. */
    private static StateRow row(Change change) {
        byte[] state = change.value == null ? null : change.value.getBytes(StandardCharsets.UTF_8);
        return new StateRow(
                change.step,
                (change.key % 7) * 0x9E3779B97F4A7C15L,
                ("key " + change.key).getBytes(StandardCharsets.UTF_8),
                state);
    }

    /** Goes on from an epoch; all that is later goes. */
    void begin(long epoch) {
        partition.begin(new Execution(++executions, epoch, "run"), "flow");
        sealed = epoch;
        versions.values().forEach(all -> all.tailMap(epoch, false).clear());
    }

    /** What is there is left as it is, with the log beside it, and opened under another name. */
    void crash() throws IOException, SQLException {
        Path copy = path.resolveSibling("copy-" + ++copies + ".sqlite3");
        for (String suffix : List.of("", "-wal")) {
            Path from = Path.of(path + suffix);
            if (Files.exists(from)) {
                Files.copy(from, Path.of(copy + suffix), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        close();
        Files.delete(path);
        path = copy;
        open();
    }

    void reopen() throws SQLException {
        close();
        open();
    }

    /** All keys as of an epoch are those they must be. */
    void assertExact(long epoch, String what) {
        Map<String, String> expected = new TreeMap<>();
        versions.forEach((key, all) -> {
            Map.Entry<Long, String> newest = all.floorEntry(epoch);
            if (newest != null && !newest.getValue().isEmpty()) {
                expected.put(key, newest.getValue());
            }
        });
        Map<String, String> found = new TreeMap<>();
        try (PartitionFile.Rows rows = partition.rows(STEPS, epoch)) {
            for (StateRow row; (row = rows.next()) != null; ) {
                String before = found.put(
                        row.stepId() + " " + new String(row.key(), StandardCharsets.UTF_8),
                        new String(row.state(), StandardCharsets.UTF_8));
                assertThat(before).as(what).isNull();
            }
        }
        assertThat(found).as(what + ", as of epoch " + epoch).isEqualTo(expected);
    }

    @Override
    public void close() {
        partition.close();
    }
}
