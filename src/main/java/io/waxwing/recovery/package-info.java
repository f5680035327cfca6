/**
 * Durable snapshots: a directory of SQLite files, the recovery partitions; the only room that knows SQLite.
 *
 * <p>A worker hands over what changed in an epoch, already serialised, and goes on; a {@code StoreNode} per process writes it on a thread
 * of its own, and says {@code Sealed} when a partition has made the epoch durable. At a start the nodes of all processes agree on the
 * epoch to go on from, cut every partition to it, and send the saved rows to the workers.
 *
 * <pre>
 *  StoreNode --- Opening --- ResumeDecision (pure)      who has what, where to go on
 *      |    '--- Loading --- LoadedRows                 saved rows to workers
 *      |    '--- Saving --- OwnPartition, Outgoing      rows of epochs to seals
 *      |    '--- StorePost                              messages to the other processes
 *  StoreDirectory --- SqlitePartition --- PartitionRuns --- StepRuns --- Compaction
 *           |               |                 '--- FreshRuns, RunWriter, RunMerge
 *           '--- NewStore   SqliteFile              NewStore: a store in the making
 * </pre>
 *
 * <p>Sees keys and states as bytes.
 */
@NullMarked
package io.waxwing.recovery;

import org.jspecify.annotations.NullMarked;
