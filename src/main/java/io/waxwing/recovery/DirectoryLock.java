package io.waxwing.recovery;

import java.io.IOException;
import java.nio.channels.FileLock;
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
    private final LockFile file;
    private boolean closed;

    private DirectoryLock(String place, boolean first, LockFile file) {
        this.place = place;
        this.first = first;
        this.file = file;
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
            LockFile file = LockFile.open(
                    directory, LOCK, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            DirectoryLock taken = null;
            try {
                taken = tryTake(directory, generation, file);
            } finally {
                if (taken == null) {
                    file.close();
                }
            }
            if (taken != null) {
                return taken;
            }
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
        try (LockFile file = LockFile.open(directory, LOCK, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock own = file.tryLock(0, FIRST, false)) {
            if (own == null) {
                return false;
            }
            try (FileLock others = file.tryLock(FIRST, REST, false)) {
                return others != null;
            }
        }
    }

    private static @Nullable DirectoryLock tryTake(Path directory, String generation, LockFile file)
            throws IOException {
        FileLock own = file.tryLock(0, FIRST, false);
        if (own == null) {
            List<String> holder = holder(directory);
            if (holder.size() > 2 && holder.get(0).equals(generation) && file.tryShare(FIRST, REST)) {
                List<String> still = holder(directory);
                return still.equals(holder) ? new DirectoryLock(holder.get(1), false, file) : null;
            }
            return null;
        }
        FileLock others = file.tryLock(FIRST, REST, false);
        if (others == null) {
            own.release();
            return null; // somebody of an earlier run is alive
        }
        others.release();
        String place = UUID.randomUUID().toString();
        try {
            writeHolder(directory, generation, place);
        } catch (IOException | RuntimeException e) {
            own.release();
            throw e;
        }
        return new DirectoryLock(place, true, file);
    }

    private static void writeHolder(Path directory, String generation, String place) throws IOException {
        Path written = directory.resolve(HOLDER);
        Path draft = directory.resolve(DRAFT);
        Files.writeString(
                draft,
                generation + "\n" + place + "\n" + ProcessHandle.current().pid() + "\n");
        Files.move(draft, written, StandardCopyOption.ATOMIC_MOVE);
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
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new RecoveryException("the lock of a recovery directory cannot be let go: " + e.getMessage(), e);
        }
    }
}
