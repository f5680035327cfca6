/**
 * Durable snapshots. For now only the contract between workers and a store; the store itself follows.
 *
 * <p>Imports {@code serde} and what lies below it. A worker hands over what changed in an epoch, already serialised, and goes on; the
 * store says {@code Sealed} when a partition of it has made the epoch durable.
 */
@NullMarked
package io.waxwing.recovery;

import org.jspecify.annotations.NullMarked;
