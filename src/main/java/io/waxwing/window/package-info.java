/**
 * Time and windows: clocks that tell timestamps and watermarks, windowers that assign windows, logics of windows, and the driver
 * that puts the three together for one key.
 *
 * <pre>
 * value -> ClockLogic -> timestamp -- before the watermark --> Late
 *                           |
 *                     (ordered: waits until the watermark has come to it)
 *                           v
 *                     WindowerLogic -> window ids -> WindowLogic, one per window -> Windowed
 *                           '-- closes by the watermark -----------------------> WindowMetadata
 * </pre>
 *
 * <p>The meaning is that of the windowing operators of Bytewax.
 */
@NullMarked
package io.waxwing.window;

import org.jspecify.annotations.NullMarked;
