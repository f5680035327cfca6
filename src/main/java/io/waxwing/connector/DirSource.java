package io.waxwing.connector;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the files of a directory; each file is a partition, named by the file, so different workers read different files. Lines,
 * text and positions are as in {@link FileSource}. The files are listed when an execution starts: one that is added later is read by the
 * next. Directories inside are not entered; a directory without matching files is an input without items.
 */
public final class DirSource implements FixedPartitionedSource<String, Long> {
    private final Path dir;
    private final String glob;

    private DirSource(Path dir, String glob) {
        this.dir = dir;
        this.glob = glob;
    }

    /** Reads all files but those whose name starts with a dot. */
    public static DirSource of(Path dir) {
        return of(dir, "*");
    }

    /** The same with the name of a directory. */
    public static DirSource of(String dir) {
        return of(Path.of(dir));
    }

    /**
     * Reads the files whose name matches a pattern, as shells and {@link Files#newDirectoryStream(Path, String)} have them. Names that
     * start with a dot match only if the pattern does.
     */
    public static DirSource of(Path dir, String glob) {
        return new DirSource(dir, glob);
    }

    /** The same with the name of a directory. */
    public static DirSource of(String dir, String glob) {
        return of(Path.of(dir), glob);
    }

    /** Names of the files, sorted. */
    @Override
    public List<String> listPartitions() throws IOException {
        if (!Files.exists(dir)) {
            throw new FileNotFoundException("no directory \"" + dir + "\"" + InputFile.where(dir));
        }
        if (!Files.isDirectory(dir)) {
            throw new NotDirectoryException("\"" + dir + "\" is not a directory" + InputFile.where(dir));
        }
        InputFile.checkReadable(dir);
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(dir, glob)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (Files.isRegularFile(file) && (!name.startsWith(".") || glob.startsWith("."))) {
                    names.add(name);
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public StatefulSourcePartition<String, Long> build(
            PartitionContext context, String partition, @Nullable Long resume) throws IOException {
        return FileLines.open(dir.resolve(partition), new BlockSeries(0, 1), resume);
    }

    @Override
    public String toString() {
        return "DirSource(" + dir + ", " + glob + ")";
    }
}
