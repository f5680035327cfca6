package io.waxwing.connector;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to, and can be cut back to what was saved of it. Written by one thread; {@link #force()} may be called by
 * another.
 *
 * <p>A pipe or a device can be written, too, but not resumed; it is neither locked nor forced.
 */
final class OutputFile implements AutoCloseable {
    /**
     * Files that this process writes (as far as this class loader knows), by what tells files apart; under its lock. A second channel of one must
     * not even be opened: with POSIX, a process that closes any of its channels of a file gives up its lock.
     */
    private static final Set<Object> WRITTEN = new HashSet<>();

    private final Path path;
    private final FileChannel channel;
    /** What it is known by while it is written; null if it is not locked. */
    private volatile @Nullable Object identity;

    private final OutputStream out;
    private final boolean regular;
    private boolean entryIsDurable; // by the thread that forces

    private OutputFile(Path path, FileChannel channel, boolean existed) {
        this.path = path;
        this.channel = channel;
        out = Channels.newOutputStream(channel);
        regular = Files.isRegularFile(path);
        entryIsDurable = existed;
    }

    /**
     * Opens a file for appending.
     *
     * @param resume the length to cut it to, null to empty it
     * @throws ResumeRefusedException when it is not there, or shorter
     */
    static OutputFile open(Path path, @Nullable Long resume) throws IOException {
        check(path, resume);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return new OutputFile(path, channel(path), true); // to open a pipe is to wait for its reader
        }
        synchronized (WRITTEN) { // who is refused must not have opened what another one is about to lock
            return openRegular(path, resume);
        }
    }

    private static OutputFile openRegular(Path path, @Nullable Long resume) throws IOException {
        var existed = Files.exists(path);
        if (existed && WRITTEN.contains(identity(path))) {
            throw sharedHere(path, null);
        }
        var file = new OutputFile(path, channel(path), existed && resume != null);
        try {
            if (file.regular) {
                file.lock();
                file.cut(resume == null ? 0 : resume);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to write \"" + path + "\"" + InputFile.where(path), e);
        }
    }

    /** Makes a directory and those above it, durably. */
    static void createDirectory(Path dir) throws IOException {
        if (Files.isDirectory(dir)) {
            return;
        }
        try {
            Files.createDirectories(dir);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("\"" + dir + "\" is not a directory" + InputFile.where(dir), e);
        }
        forceDirectory(dir.toAbsolutePath().getParent());
    }

    OutputStream stream() {
        return out;
    }

    /** Number of bytes in the file: where the next write goes. */
    long length() throws IOException {
        return regular ? channel.position() : 0;
    }

    /** Makes what was written durable, and the file's entry in its directory. */
    void force() throws IOException {
        if (!regular) {
            return;
        }
        checkInPlace();
        channel.force(false);
        if (!entryIsDurable) {
            forceDirectory(path.toAbsolutePath().getParent());
            entryIsDurable = true;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            synchronized (WRITTEN) {
                var own = identity;
                if (own != null) {
                    WRITTEN.remove(own);
                    identity = null;
                }
            }
        }
    }

    @Override
    public String toString() {
        return "\"" + path + "\"";
    }

    private static void check(Path path, @Nullable Long resume) throws IOException {
        var dir = path.toAbsolutePath().getParent();
        if (dir != null && !Files.isDirectory(dir)) {
            throw new FileNotFoundException(
                    "no directory \"" + dir + "\" to write \"" + path.getFileName() + "\" in" + InputFile.where(path));
        }
        if (Files.isDirectory(path)) {
            throw new IOException("\"" + path + "\" is a directory, expected a file (DirSink writes directories)"
                    + InputFile.where(path));
        }
        if (resume != null && !Files.exists(path)) {
            throw new ResumeRefusedException("\"" + path + "\" is missing, but " + resume
                    + " bytes had been written to it; restore it, or start without the saved state"
                    + InputFile.where(path));
        }
    }

    /** The same for all paths of a file, where the system says so. */
    private static Object identity(Path path) throws IOException {
        var key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }

    /** What is written to a file that is not in its place any more goes with this process. */
    private void checkInPlace() throws IOException {
        var own = identity;
        try {
            if (own == null || own.equals(identity(path))) {
                return;
            }
        } catch (NoSuchFileException e) {
            // as below
        }
        throw new IOException("\"" + path + "\" was removed or replaced while it was written");
    }

    private static IOException sharedHere(Path path, @Nullable Throwable cause) {
        return new IOException(
                "\"" + path + "\" is being written by this process already: two sinks can't share a file", cause);
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                var own = identity(path);
                WRITTEN.add(own);
                identity = own;
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw sharedHere(path, e);
        } catch (IOException e) {
            throw new IOException(
                    "\"" + path + "\" can't be locked, which keeps a second run from writing it: " + e.getMessage(), e);
        }
        throw new IOException(
                "\"" + path
                        + "\" is being written by another process: is an earlier run still alive, or has the flow two sinks for it?");
    }

    private void cut(long length) throws IOException {
        var size = channel.size();
        if (size < length) {
            throw new ResumeRefusedException("\"" + path + "\" has " + size + " bytes, but " + length
                    + " had been written to it: it was cut or replaced; restore it, or start without the saved state");
        }
        channel.truncate(length);
        channel.position(length);
    }

    private static void forceDirectory(@Nullable Path dir) throws IOException {
        // Windows has no such thing: there a directory can't be opened
        if (dir != null && dir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(dir, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
