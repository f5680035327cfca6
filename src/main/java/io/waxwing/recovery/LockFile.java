package io.waxwing.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there to be locked. All in this process (as far as this class loader knows) that have the same one open share a channel,
 * which is closed when the last of them is: with POSIX, a process that closes any of its channels of a file gives up all locks that it has
 * on the file. Any thread.
 */
final class LockFile implements AutoCloseable {
    /** By their real paths; all access under its lock. */
    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private final Path path;
    private final FileChannel channel;
    private final Object key;
    private int users;

    private LockFile(Path path, FileChannel channel, Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /** What tells the file that is there from others, where the system says so. */
    private static Object key(Path path) throws IOException {
        if (!Files.exists(path)) {
            return "none";
        }
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path : key;
    }

    /** Opens a file of a directory, for nothing but its locks. */
    static LockFile open(Path directory, String name, OpenOption... options) throws IOException {
        Path path = directory.toRealPath().resolve(name);
        synchronized (OPEN) {
            LockFile file = OPEN.get(path);
            if (file == null || !file.key.equals(key(path))) { // removed and made anew, it is another file
                FileChannel channel = FileChannel.open(path, options);
                file = new LockFile(path, channel, key(path));
                OPEN.put(path, file);
            }
            file.users++;
            return file;
        }
    }

    /** A lock on some of its bytes; null where another process has one, or somebody else in this process. */
    @Nullable
    FileLock tryLock(long from, long size, boolean shared) throws IOException {
        try {
            return channel.tryLock(from, size, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The same, for a shared lock; whether somebody in this process has one already is no matter. */
    boolean tryShare(long from, long size) throws IOException {
        try {
            return channel.tryLock(from, size, true) != null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** Locks that were not released are kept while somebody else in this process has the file open. */
    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (--users == 0) {
                OPEN.remove(path, this);
                channel.close();
            }
        }
    }
}
