package io.waxwing;

import io.waxwing.window.Late;
import io.waxwing.window.WindowMetadata;
import io.waxwing.window.Windowed;

/**
 * The three streams of a window step.
 *
 * @param down results, each with its window
 * @param late values that came after the watermark, once for each window they would have been in
 * @param meta a record for each window that closed, behind the window's last result
 * @param <K> the keys
 * @param <W> the results
 * @param <V> the values
 */
public record WindowOut<K, W, V>(
        KeyedStream<K, Windowed<W>> down, KeyedStream<K, Late<V>> late, KeyedStream<K, WindowMetadata> meta) {}
