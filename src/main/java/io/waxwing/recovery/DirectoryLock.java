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
 * is; the others of the same run read that.
 */
final class DirectoryLock implements AutoCloseable {
    static final String LOCK = "lock";
    static final String HOLDER = "lock-holder";
    static final String DRAFT = "lock-holder.new";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final String place;
    private final @Nullable FileChannel channel;

    private DirectoryLock(String place, @Nullable FileChannel channel) {
        this.place = place;
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
            DirectoryLock taken = tryTake(directory, generation);
            if (taken != null) {
                return taken;
            }
            List<String> holder = holder(directory);
            if (holder.size() > 2 && holder.get(0).equals(generation)) {
                return new DirectoryLock(holder.get(1), null);
            }
            if (System.nanoTime() > deadline) { // whoever took it a moment ago may not have written yet who it is
                throw new RecoveryException("recovery directory " + directory + " is in use by another run"
                        + (holder.size() > 2 ? ": process " + holder.get(2) + ", run " + holder.get(0) : "")
                        + "; end that one, or use another recovery directory");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static @Nullable DirectoryLock tryTake(Path directory, String generation) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // this very process runs another cluster
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        String place = UUID.randomUUID().toString();
        Path written = directory.resolve(HOLDER);
        Path draft = directory.resolve(DRAFT);
        Files.writeString(
                draft,
                generation + "\n" + place + "\n" + ProcessHandle.current().pid() + "\n");
        Files.move(draft, written, StandardCopyOption.ATOMIC_MOVE);
        return new DirectoryLock(place, channel);
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
        return channel != null;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new RecoveryException("the lock of a recovery directory cannot be let go: " + e.getMessage(), e);
            }
        }
    }
}
