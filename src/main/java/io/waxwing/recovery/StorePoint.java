package io.waxwing.recovery;

/** The moments at which a crash could leave something half done, in the order of a run. Tests end the process at each of them. */
public enum StorePoint {
    /** The files of a new store are made, under another name. */
    STAGED,
    /** One of the files of a new store has its name. */
    PLACED,
    /** The partitions of this process are open and locked. */
    OPENED,
    /** It is decided where to go on from; nothing is deleted yet. */
    DECIDED,
    /** What is later than the resume epoch is deleted in one partition, not committed. */
    CUTTING,
    /** One partition is cut to the resume epoch. */
    CUT,
    /** All partitions of the cluster are. */
    RESUMED,
    /** Some saved rows have been handed to workers. */
    LOADING,
    /** A worker's epoch has come, its sinks are not durable yet. */
    DELIVERED,
    /** What one of its sinks wrote is durable. */
    SINK_DURABLE,
    /** What all of its sinks wrote is. */
    SINKS_DURABLE,
    /** Rows of an epoch are written to a partition, not committed. */
    ROWS_WRITTEN,
    /** Older versions have been dropped in the transaction of an epoch. */
    COLLECTED,
    /** All is written, the seal too; the commit comes next. */
    BEFORE_COMMIT,
    /** One partition has committed an epoch; nobody knows. */
    AFTER_COMMIT,
    /** The workers have been told of a seal. */
    SEAL_TOLD,
    /** Between two epochs some runs have been merged, not committed. */
    MERGED,
    /** The run is over, the files are still open. */
    CLOSING,
    /** One file is closed. */
    CLOSED;

    /** Is told of each moment as it passes. */
    public interface Watch {
        /** Nobody watches. */
        Watch NONE = point -> {};

        /** Called on the thread of the store. */
        void at(StorePoint point);
    }
}
