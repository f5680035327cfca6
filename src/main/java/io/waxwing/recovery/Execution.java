package io.waxwing.recovery;

/**
 * One run of a cluster against a store.
 *
 * @param number from 1
 * @param resumeEpoch the epoch it went on from: all later ones were deleted before it began
 */
record Execution(long number, long resumeEpoch) {}
