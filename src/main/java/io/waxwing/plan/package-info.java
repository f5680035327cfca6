/**
 * Pure functions from a {@link io.waxwing.Dataflow} to what each worker runs.
 *
 * <p>{@link io.waxwing.plan.Plan} finds the exchanges and who reads what, refuses flows that cannot run, and writes
 * the structure down as text that processes can compare. {@link io.waxwing.plan.PartitionAssignment} gives partitions to workers. Knows no threads, sockets
 * or files.
 */
@NullMarked
package io.waxwing.plan;

import org.jspecify.annotations.NullMarked;
