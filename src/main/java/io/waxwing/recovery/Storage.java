package io.waxwing.recovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a process finds recovery partitions. All calls come from one thread. */
interface Storage extends AutoCloseable {
    /**
     * What is there.
     *
     * @param place names the place; two processes with the same name of a place see the same files
     * @param partitions numbers of the partitions
     */
    record Listing(String place, List<Integer> partitions) {}

    /** Looks; keeps other clusters out from then on. */
    Listing list();

    /** Makes a store of so many partitions, all or none. */
    void create(int partitions);

    /** Opens a partition that {@link #list} named. */
    PartitionFile open(int partition);

    /** What someone asks this run to do; null: nothing, or it is for another process to see. */
    default @Nullable BackupDesk desk() {
        return null;
    }

    /** Lets others in again. */
    @Override
    void close();
}
