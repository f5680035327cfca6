/**
 * Contracts of sources and sinks, and the built-in ones: files, directories, CSV, standard streams, demos.
 *
 * <p>Imports {@code operator} and {@code function}. A partition is used by one worker's thread at a time; what may be called
 * from another thread ({@link io.waxwing.connector.PartitionContext#wake()}, {@code makeDurable}) says so.
 */
@NullMarked
package io.waxwing.connector;

import org.jspecify.annotations.NullMarked;
