package io.waxwing.window;

import java.time.Instant;

/**
 * A result and the window it is of.
 *
 * @param windowId tells windows of a key apart; see {@link Windower}
 * @param open when the window opens, inclusive; of a session the timestamp of its first value so far
 * @param close when it closes, exclusive; of a session, inclusive, the timestamp of its last value so far
 * @param value the result
 * @param <W> the result
 */
public record Windowed<W>(long windowId, Instant open, Instant close, W value) {
    static <W> Windowed<W> of(WindowMetadata window, W value) {
        return new Windowed<>(window.windowId(), window.open(), window.close(), value);
    }
}
