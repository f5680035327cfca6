package io.waxwing.recovery;

/**
 * One run of a cluster against a store.
 *
 * @param number from 1
 * @param resumeEpoch the epoch it went on from: all later ones were deleted before it began
 * @param generation names the run. After a store was put back from a backup a number comes a second time, a generation never
 */
record Execution(long number, long resumeEpoch, String generation) {
    /** Of epoch 0, which nobody sealed. */
    static final Execution NONE = new Execution(0, 0, "");
}
