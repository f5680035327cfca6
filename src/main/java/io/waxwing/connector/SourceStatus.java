package io.waxwing.connector;

/** What a source partition says of itself after a batch. */
public enum SourceStatus {
    /** There may be more, now or later. */
    MORE,
    /** The partition has ended; it is not asked again in this execution. What this call emitted still counts. */
    DONE
}
