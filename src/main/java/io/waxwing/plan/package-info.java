/**
 * Pure functions from a {@link io.waxwing.Dataflow} to what each worker runs.
 *
 * <p>{@link io.waxwing.plan.Plan} finds the exchanges and who reads what, refuses flows that cannot run, and hashes the structure so
 * that processes can compare it. {@link io.waxwing.plan.PartitionAssignment} gives partitions to workers. Knows no threads, sockets
 * or files.
 *
 * <p>Imports {@code io.waxwing}, {@code connector}, {@code operator}.
 */
@NullMarked
package io.waxwing.plan;

import org.jspecify.annotations.NullMarked;
