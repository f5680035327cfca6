package io.waxwing.connector;

import io.waxwing.operator.Emitter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one partition of a process that takes what {@link StdinReader} has read. */
final class StdinPartition implements SourcePartition<String> {
    private static final int BATCH_LINES = 1_000;
    /** The reader wakes us; this is only so that a wake-up lost would not be for ever. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final StdinReader reader;
    private final PartitionContext context;
    private boolean idle;

    StdinPartition(StdinReader reader, PartitionContext context) {
        this.reader = reader;
        this.context = context;
    }

    @Override
    public SourceStatus nextBatch(Emitter<? super String> out) throws IOException {
        for (var lines = 0; lines < BATCH_LINES; lines++) {
            var ended = reader.hasEnded(); // asked before looking: what was read before the end is there now
            var line = reader.poll();
            if (line == null) {
                idle = true;
                if (ended) {
                    reader.throwFailure();
                }
                return ended ? SourceStatus.DONE : SourceStatus.MORE;
            }
            out.emit(line);
        }
        idle = false;
        return SourceStatus.MORE;
    }

    @Override
    public @Nullable Instant nextAwake() {
        return idle ? context.time().instant().plus(IDLE) : null;
    }

    @Override
    public void close() {
        reader.release(context);
    }
}
