package io.waxwing.window;

import java.time.Instant;

/**
 * A value whose timestamp was before the watermark when it came. There is one of these for each window it would have been in.
 *
 * @param windowId the window it would have been in; {@link Windower#LATE_ID} where that cannot be known
 * @param timestamp the timestamp of the value
 * @param value the value
 * @param <V> the value
 */
public record Late<V>(long windowId, Instant timestamp, V value) {}
