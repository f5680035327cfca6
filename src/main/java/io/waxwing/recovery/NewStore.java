package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A store in the making: its files come into being in {@code new-store} of the recovery directory and are moved into place one by one when
 * all are whole. A crash on the way is made good by the next who looks, since {@code new-store} says how far it is.
 */
final class NewStore {
    /** Where it is made. */
    static final String STAGE = "new-store";
    /** A file in there: all that is missing is to move the others. */
    private static final String COMPLETE = "complete";
    /** A file in there: the old partitions are to be taken away first. */
    private static final String REPLACING = "replacing";

    private final Path directory;
    private final Path stage;
    private final StorePoint.Watch watch;

    /** Of the recovery directory, whose lock is held. */
    NewStore(Path directory, StorePoint.Watch watch) {
        this.directory = directory;
        this.stage = directory.resolve(STAGE);
        this.watch = watch;
    }

    private interface Work {
        void run() throws IOException, SQLException;
    }

    private void make(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new RecoveryException(
                    "recovery directory " + directory + " cannot be filled: " + StoreDirectory.describe(e), e);
        } catch (SQLException e) {
            throw SqliteErrors.of("recovery directory " + directory, "making a store", e);
        }
    }

    /** Makes a store of so many partitions where there is none. */
    void create(int partitions) {
        make(() -> {
            stage(partitions);
            mark(COMPLETE);
            watch.at(StorePoint.STAGED);
            place();
        });
    }

    /** Makes a store and has it filled; the next {@link #finish} puts it in the place of the one there is. */
    void replace(int partitions, Consumer<SqlitePartition> fill) {
        make(() -> {
            stage(partitions);
            for (int i = 0; i < partitions; i++) {
                Path path = StoreDirectory.path(stage, i);
                try (SqlitePartition file =
                        StoreDirectory.open(path, path.toString(), i, false, StorePoint.Watch.NONE)) {
                    fill.accept(file);
                }
                StoreDirectory.force(path);
            }
            mark(REPLACING);
        });
    }

    private void stage(int partitions) throws IOException, SQLException {
        Files.createDirectory(stage);
        String storeId = UUID.randomUUID().toString();
        for (int i = 0; i < partitions; i++) {
            Path path = StoreDirectory.path(stage, i);
            makePrivateFile(path);
            try (SqliteFile file = SqliteFile.open(path, path.toString())) {
                SqliteSchema.create(file, storeId, i, partitions);
                file.checkpoint();
            }
            StoreDirectory.force(path);
        }
    }

    private static void makePrivateFile(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    private void mark(String name) throws IOException {
        Files.createFile(stage.resolve(name));
        StoreDirectory.force(stage);
        StoreDirectory.force(directory);
    }

    /** Goes on with what a crash interrupted: a whole store is moved into place, half a one is thrown away. */
    void finish() throws IOException {
        if (!Files.isDirectory(stage)) {
            return;
        }
        if (Files.exists(stage.resolve(REPLACING))) {
            removeOld();
        }
        if (Files.exists(stage.resolve(COMPLETE))) {
            place();
        } else {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(stage)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(stage);
        }
    }

    /** The old files go first; after a crash in the middle of that, those that are left do. */
    private void removeOld() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "part-*.sqlite3*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        StoreDirectory.force(directory);
        Files.move(stage.resolve(REPLACING), stage.resolve(COMPLETE), StandardCopyOption.ATOMIC_MOVE);
        StoreDirectory.force(stage);
    }

    private void place() throws IOException {
        for (int partition : StoreDirectory.partitions(stage)) {
            Files.move(
                    StoreDirectory.path(stage, partition),
                    StoreDirectory.path(directory, partition),
                    StandardCopyOption.ATOMIC_MOVE);
            watch.at(StorePoint.PLACED);
        }
        StoreDirectory.force(directory);
        Files.delete(stage.resolve(COMPLETE));
        Files.delete(stage);
        StoreDirectory.force(directory);
    }
}
