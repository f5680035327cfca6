package io.waxwing.window;

import io.waxwing.operator.StatefulLogic;
import java.time.Instant;

/**
 * The windows of one key of a window step. Emits {@link Windowed}, {@link Late} and {@link WindowMetadata}, which the step's three
 * streams tell apart.
 *
 * @param <V> the values
 */
public interface KeyWindows<V> extends StatefulLogic<V, Object, Object> {
    /** How far the time of the key has come. */
    Instant watermark();
}
