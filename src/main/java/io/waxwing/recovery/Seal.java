package io.waxwing.recovery;

/**
 * A partition's word that an epoch is durable in it.
 *
 * @param execution that wrote it; 0 for epoch 0, which is sealed when the store is made
 * @param rows rows of this epoch
 * @param total rows in the partition once it was sealed, of all epochs
 */
record Seal(long epoch, long execution, long rows, long total) {}
