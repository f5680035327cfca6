package io.waxwing.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recovery directory: {@code part-0.sqlite3} and so on, beside a {@link DirectoryLock} and perhaps a {@link NewStore}.
 */
final class StoreDirectory implements Storage {
    private static final Pattern PART = Pattern.compile("part-(0|[1-9][0-9]{0,8})\\.sqlite3");
    private static final Set<String> TOLERATED = Set.of(
            NewStore.STAGE,
            DirectoryLock.LOCK,
            DirectoryLock.HOLDER,
            DirectoryLock.DRAFT,
            "lost+found",
            BackupDesk.REQUEST,
            BackupDesk.ANSWER);

    private final Path directory;
    private final StoreSettings settings;
    private final StorePoint.Watch watch;
    private @Nullable DirectoryLock lock;

    StoreDirectory(Path directory, StoreSettings settings, StorePoint.Watch watch) {
        this.directory = directory;
        this.settings = settings;
        this.watch = watch;
    }

    @Override
    public Listing list() {
        try {
            DirectoryLock held = lock;
            if (held == null) {
                makeDirectory();
                held = DirectoryLock.take(directory, settings.generation());
                lock = held;
            }
            if (held.isOurs()) {
                new BackupDesk(directory).clear();
                new NewStore(directory, watch).finish();
            }
            return new Listing(held.place(), partitions(directory));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void makeDirectory() throws IOException {
        if (Files.isDirectory(directory)) {
            if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
                throw new RecoveryException(
                        "recovery directory " + directory + " may not be read; check owner and permissions");
            }
            return;
        }
        // asked in this order: another process of the cluster may make it in between
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
            throw new RecoveryException("recovery directory " + directory + " is not a directory");
        }
        makePrivate(directory);
    }

    /** A directory for this user alone. */
    static void makePrivate(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(directory);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            } // another process of the cluster was faster
        }
    }

    /** Numbers of the partitions in a directory; refuses what holds other files and none. */
    static List<Integer> partitions(Path directory) throws IOException {
        List<Integer> partitions = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                Matcher part = PART.matcher(name);
                if (part.matches()) {
                    partitions.add(Integer.valueOf(part.group(1)));
                } else if (!TOLERATED.contains(name) && !name.startsWith(BackupDesk.DRAFT)) {
                    strange.add(name);
                }
            }
        }
        if (partitions.isEmpty() && !strange.isEmpty()) {
            throw new RecoveryException(
                    "recovery directory " + directory + " holds no recovery partitions, but other files ("
                            + strange.get(0) + "); use an empty directory, or one that is not there yet");
        }
        partitions.sort(Integer::compare);
        return partitions;
    }

    @Override
    public void create(int partitions) {
        new NewStore(directory, watch).create(partitions);
    }

    @Override
    public @Nullable BackupDesk desk() {
        return lock != null && lock.isOurs() ? new BackupDesk(directory) : null;
    }

    @Override
    public PartitionFile open(int partition) {
        String name = path(directory, partition).toString()
                + (settings.cluster().processes() == 1
                        ? ""
                        : " (process " + settings.cluster().process() + ")");
        return open(path(directory, partition), name, partition, false, watch);
    }

    /** Opens one file of a store. */
    static SqlitePartition open(Path path, String name, int partition, boolean thorough, StorePoint.Watch watch) {
        SqliteFile file = SqliteFile.open(path, name);
        try {
            SqlitePartition opened = SqlitePartition.of(file, watch, thorough);
            int inside = opened.facts().partition();
            if (inside != partition) {
                throw new RecoveryException(
                        name + " is partition " + inside + " by what is written in it; give it back its name");
            }
            return opened;
        } catch (RuntimeException e) {
            try {
                file.close();
            } catch (SQLException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    static Path path(Path directory, int partition) {
        return directory.resolve("part-" + partition + ".sqlite3");
    }

    /** Makes a file or the entries of a directory durable. */
    static void force(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private RecoveryException unusable(IOException e) {
        return new RecoveryException("recovery directory " + directory + " cannot be used: " + describe(e), e);
    }

    static String describe(IOException e) {
        String kind =
                switch (e.getClass().getSimpleName()) {
                    case "AccessDeniedException" -> "access denied to ";
                    case "FileAlreadyExistsException" -> "there is already a ";
                    case "NoSuchFileException" -> "there is no ";
                    default -> "";
                };
        return kind + e.getMessage();
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
