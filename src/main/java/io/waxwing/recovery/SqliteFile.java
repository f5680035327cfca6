package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection to one SQLite file, set up the one way that is safe here: the only one there is, locked against all others before the
 * first access, with a write-ahead log and a full sync at each commit. What was asked for is read back. One thread.
 */
final class SqliteFile implements AutoCloseable {
    private static final String OLDEST = "3.51.3"; // older ones can lose a commit when a log starts anew

    private final Path path;
    private final String name;
    private final Connection connection;
    /** What the system knows the file by, where it does. */
    private final @Nullable Object key;

    private SqliteFile(Path path, String name, Connection connection, @Nullable Object key) {
        this.path = path;
        this.name = name;
        this.connection = connection;
        this.key = key;
    }

    /**
     * Opens a file that is there, if only an empty one.
     *
     * @param path of the file
     * @param name for messages
     */
    static SqliteFile open(Path path, String name) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new RecoveryException(name
                    + (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            ? " is no plain file; links and directories are not taken"
                            : " is missing; put it back"));
        }
        if (!Files.isReadable(path)) {
            throw new RecoveryException(name + " may not be read; check owner and permissions");
        }
        if (!Files.isWritable(path)) {
            throw new RecoveryException(name + " is read-only; make the file and its directory writable");
        }
        return connect(path, name);
    }

    private static SqliteFile connect(Path path, String name) {
        SqliteDriver.load();
        var config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE); // the default: a file that is missing would be made anew, empty
        config.setOpenMode(SQLiteOpenMode.READWRITE);
        config.setBusyTimeout(0);
        config.setGetGeneratedKeys(false); // else a query behind each insertion
        String url = "file:" + path.toAbsolutePath().toUri().getRawPath().replace("?", "%3F");
        Properties properties = config.toProperties();
        try {
            var connection = new JDBC4Connection("jdbc:sqlite:" + url, url, properties);
            try {
                var file = new SqliteFile(path, name, connection, key(path));
                file.setUp();
                return file;
            } catch (IOException e) {
                connection.close();
                throw new RecoveryException(name + " cannot be looked at: " + e.getMessage(), e);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.of(name, "opening", e);
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Refuses to go on with a file that is not in its place any more: what is written to it goes with this process. */
    void checkInPlace() {
        try {
            if (Objects.equals(key, key(path))) {
                return;
            }
        } catch (NoSuchFileException e) {
            // as below
        } catch (IOException e) {
            throw new RecoveryException(name + " cannot be looked at: " + e.getMessage(), e);
        }
        throw new RecoveryException(
                name + " was removed or replaced while the flow ran; what it held is lost unless there is a"
                        + " backup: put that back, or start with an empty recovery directory");
    }

    private void setUp() throws SQLException {
        String version = text("SELECT sqlite_version()");
        if (isOlder(version)) {
            throw new RecoveryException("SQLite " + version + " is too old: at least " + OLDEST + " is needed");
        }
        require("locking_mode=EXCLUSIVE", "exclusive");
        run("PRAGMA page_size=8192"); // of a file that is empty yet
        require("journal_mode=WAL", "wal");
        run("PRAGMA synchronous=FULL");
        require("synchronous", "2");
        run("PRAGMA mmap_size=0");
        run("PRAGMA cache_size=-16384");
        run("PRAGMA wal_autocheckpoint=2048");
        run("PRAGMA journal_size_limit=67108864");
        run("BEGIN IMMEDIATE");
        run("COMMIT");
    }

    private static boolean isOlder(String version) {
        String[] have = version.split("\\.", -1);
        String[] need = OLDEST.split("\\.", -1);
        for (int i = 0; i < need.length; i++) {
            int difference = Integer.compare(Integer.parseInt(have[i]), Integer.parseInt(need[i]));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private void require(String pragma, String expected) throws SQLException {
        String got = text("PRAGMA " + pragma);
        if (!got.equalsIgnoreCase(expected)) {
            throw new RecoveryException(name + " cannot be used safely here: PRAGMA " + pragma + " gives " + got + ", "
                    + expected + " was expected");
        }
    }

    String name() {
        return name;
    }

    /** To throw when what is in the file cannot be what was written. */
    RecoveryException corrupt(String what) {
        return new RecoveryException(name + " is corrupt (" + what + "); put back a backup");
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** The first column of the first row. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Everything into the one file, the log gone. */
    void checkpoint() throws SQLException {
        run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
