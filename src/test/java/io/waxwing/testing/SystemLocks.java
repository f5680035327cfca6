package io.waxwing.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says of locks on files. */
public final class SystemLocks {
    private static final Path ALL = Path.of("/proc/locks");

    private SystemLocks() {}

    /** Whether the system can be asked. */
    public static boolean areKnown() {
        return Files.isReadable(ALL);
    }

    /** Whether this process has a lock on a file. */
    public static boolean isHeld(Path file) throws IOException {
        String own = " " + ProcessHandle.current().pid() + " ";
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(ALL).stream().anyMatch(line -> line.contains(own) && line.contains(inode));
    }
}
