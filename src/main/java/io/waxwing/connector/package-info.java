/**
 * Contracts of sources and sinks, and the built-in ones: files, directories, CSV, standard streams, demos.
 *
 * <pre>{@code
 *   Source ----- build(context, name, position) -----> SourcePartition -- nextBatch(emitter) --> the flow
 *     FileSource DirSource CsvSource StdinSource          one worker's part, with a position
 *     SimplePollingSource RandomMetricSource
 *
 *   the flow -- writeBatch(items) --> SinkPartition <----- build(context, name, position) ----- Sink
 *                                        cut back to its position on resume       FileSink DirSink StdOutSink
 * }</pre>
 *
 * <p>A partition is used by one worker's thread at a time; what may be called
 * from another thread ({@link io.waxwing.connector.PartitionContext#wake()}, {@code makeDurable}) says so.
 */
@NullMarked
package io.waxwing.connector;

import org.jspecify.annotations.NullMarked;
