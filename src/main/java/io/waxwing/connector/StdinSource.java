package io.waxwing.connector;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Lines of standard input, as {@link FileSource} has them. One worker of each process reads; its other workers get nothing from it.
 * Nothing is saved: what was read before a crash is gone.
 *
 * <p>Reading is done by a daemon thread, since it can't be interrupted; a few hundred KiB at most are read ahead. They are kept when an
 * execution ends, and the next one in this process that uses the same source object begins with them.
 */
public final class StdinSource implements DynamicSource<String> {
    private final StdinReader reader;

    StdinSource(Supplier<InputStream> in) {
        reader = new StdinReader(in);
    }

    /** Reads {@link System#in}, as it is when an execution starts for the first time. */
    public static StdinSource of() {
        return new StdinSource(OpenStdin::get);
    }

    @Override
    public SourcePartition<String> build(PartitionContext context) {
        return reader.claim(context) ? new StdinPartition(reader, context) : out -> SourceStatus.DONE;
    }
}
