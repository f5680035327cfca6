package io.waxwing.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other clusters out of a recovery directory, and tells whether two processes of one cluster see the same directory. The first
 * process of a cluster takes an operating system's lock, which goes with the process however it ends, and writes beside it who it
 * is; the others of the same run read that and share a second lock. The next run asks for both, so that a process that stood still when its
 * cluster ended cannot come back into the midst of another.
 */
final class DirectoryLock implements AutoCloseable {
    static final String LOCK = "lock";
    static final String HOLDER = "lock-holder";
    static final String DRAFT = "lock-holder.new";

    /** The byte of the first process; all others are of the rest. */
    private static final long FIRST = 1;

    private static final long REST = Long.MAX_VALUE - FIRST;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final String place;
    private final boolean first;
    private final FileChannel channel;

    private DirectoryLock(String place, boolean first, FileChannel channel) {
        this.place = place;
        this.first = first;
        this.channel = channel;
    }

    /**
     * Takes the lock, or finds that another process of this run has it.
     *
     * @throws RecoveryException when another run has it
     */
    static DirectoryLock take(Path directory, String generation) throws IOException {
        if (!Files.isWritable(directory)) {
            throw new RecoveryException("recovery directory " + directory + " is read-only; make it writable");
        }
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            FileChannel channel = FileChannel.open(
                    directory.resolve(LOCK),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                DirectoryLock taken = tryTake(directory, generation, channel);
                if (taken != null) {
                    return taken;
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            if (System.nanoTime() > deadline) { // whoever took it a moment ago may not have written yet who it is
                List<String> holder = holder(directory);
                throw new StoreInUseException("recovery directory " + directory + " is in use by another run"
                        + (holder.size() > 2 ? ": process " + holder.get(2) + " or others of run " + holder.get(0) : "")
                        + "; end that one, or use another recovery directory");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Whether no process has a lock at this moment. */
    static boolean isFree(Path directory) throws IOException {
        try (FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return tryLock(channel, 0, FIRST, false) != null && tryLock(channel, FIRST, REST, false) != null;
        }
    }

    private static @Nullable DirectoryLock tryTake(Path directory, String generation, FileChannel channel)
            throws IOException {
        FileLock own = tryLock(channel, 0, FIRST, false);
        if (own == null) {
            List<String> holder = holder(directory);
            if (holder.size() > 2 && holder.get(0).equals(generation) && join(channel)) {
                List<String> still = holder(directory);
                return still.equals(holder) ? new DirectoryLock(holder.get(1), false, channel) : null;
            }
            return null;
        }
        FileLock others = tryLock(channel, FIRST, REST, false);
        if (others == null) {
            return null; // somebody of an earlier run is alive
        }
        others.release();
        String place = UUID.randomUUID().toString();
        Path written = directory.resolve(HOLDER);
        Path draft = directory.resolve(DRAFT);
        Files.writeString(
                draft,
                generation + "\n" + place + "\n" + ProcessHandle.current().pid() + "\n");
        Files.move(draft, written, StandardCopyOption.ATOMIC_MOVE);
        return new DirectoryLock(place, true, channel);
    }

    /** Null: another process has it, or this very one in another cluster. */
    private static @Nullable FileLock tryLock(FileChannel channel, long from, long size, boolean shared)
            throws IOException {
        try {
            return channel.tryLock(from, size, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static boolean join(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(FIRST, REST, true) != null;
        } catch (OverlappingFileLockException e) {
            return true; // another of the same run, in this very process, has it for both
        }
    }

    private static List<String> holder(Path directory) throws IOException {
        try {
            return Files.readAllLines(directory.resolve(HOLDER));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Names the directory in this run. */
    String place() {
        return place;
    }

    /** Whether this process has the lock, not another of the same run. */
    boolean isOurs() {
        return first;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RecoveryException("the lock of a recovery directory cannot be let go: " + e.getMessage(), e);
        }
    }
}
