package io.waxwing.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recovery partition: versions of rows by (step, key, epoch), and seals. All calls come from one thread. What a method has done is
 * durable when it returns, but for {@link #write}, which {@link #seal} makes durable as a whole.
 *
 * <p>Every method may throw {@link RecoveryException}.
 */
interface PartitionFile extends AutoCloseable {
    /** Hands out rows one after the other. */
    interface Rows extends AutoCloseable {
        /** The next; null at the end. */
        @Nullable
        StateRow next();

        @Override
        void close();
    }

    /**
     * An epoch that an earlier execution sealed.
     *
     * @param age how long ago by the clocks on the wall, not negative
     */
    record OldSeal(long epoch, Duration age) {}

    /** What it says of itself. */
    PartitionFacts facts();

    /** Deletes all rows and seals behind an epoch and notes the execution that goes on from it. */
    void begin(Execution execution, String flowId);

    /** The newest version of each key of these steps, without those that are gone. To be closed before anything is written. */
    Rows rows(List<String> steps);

    /** Which epochs are sealed from the floor on, the oldest first. */
    default List<OldSeal> seals() {
        return List.of();
    }

    /** Ids of all steps that have rows. */
    List<String> steps();

    /** Adds rows of the epoch that is next to be sealed. Those of a worker come in the order of {@link StateRow#ORDER}, over all calls. */
    void write(long epoch, int worker, List<StateRow> rows);

    /**
     * Seals the epoch, with all that was written of it.
     *
     * @param floor from now on versions that only earlier epochs need may go
     */
    void seal(long epoch, long execution, long floor);

    /** Does a little of what makes the file smaller and quicker to read; false when there is nothing to do. Not between {@link #write} and {@link #seal}. */
    default boolean tidy() {
        return false;
    }

    /** Makes a single consistent file of all that is sealed. Not between {@link #write} and {@link #seal}. */
    default void copyTo(Path path) {
        throw new UnsupportedOperationException("no files here");
    }

    /** Closes the file; what was written and not sealed is gone. */
    @Override
    void close();
}
