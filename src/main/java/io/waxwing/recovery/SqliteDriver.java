package io.waxwing.recovery;

import io.waxwing.text.Causes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library once per JVM. It is unpacked into a new directory that only this user can write, so that nobody can put
 * another library in its place, and deleted again once it is loaded.
 */
final class SqliteDriver {
    private static final String TMPDIR = "org.sqlite.tmpdir";
    /** More than the library has. */
    private static final int LIBRARY_BYTES = 4 << 20;

    private SqliteDriver() {}

    /** The first call loads. */
    static void load() {
        Once.LOADED.check();
    }

    /** Holds what became of loading; made when first asked. */
    private static final class Once {
        static final Loaded LOADED = loadNow();
    }

    /** How loading ended. */
    private record Loaded(String failure) {
        void check() {
            if (!failure.isEmpty()) {
                throw new RecoveryException(failure);
            }
        }
    }

    private static Loaded loadNow() {
        Path own = null;
        try {
            if (System.getProperty(TMPDIR) == null) {
                own = Files.createTempDirectory("waxwing-sqlite");
                System.setProperty(TMPDIR, own.toString());
            }
            boolean done = SQLiteJDBCLoader.initialize();
            return new Loaded(done ? "" : "SQLite's native library could not be loaded");
        } catch (Exception | LinkageError e) {
            return new Loaded("SQLite's native library could not be loaded: " + why(own, e)
                    + "; set another directory for temporary files with -D" + TMPDIR + "=...");
        } finally {
            if (own != null) {
                System.clearProperty(TMPDIR);
                delete(own);
            }
        }
    }

    /** The library's loader tells only its logger why it could not unpack what it loads. */
    private static String why(@Nullable Path directory, Throwable thrown) {
        if (directory != null) {
            try {
                Files.write(directory.resolve("probe"), new byte[LIBRARY_BYTES]);
            } catch (IOException e) {
                return "it cannot be unpacked in " + directory.getParent() + " (" + Causes.inWords(e) + ")";
            }
        }
        return Causes.messageOf(thrown) + ", or programs may not run where it is unpacked";
    }

    /** On systems that lock what is loaded some of it stays, to be deleted when the JVM ends. */
    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
