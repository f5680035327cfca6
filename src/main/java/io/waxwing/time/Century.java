package io.waxwing.time;

import java.time.Duration;

/** The longest that anything is waited for: longer, as {@code ChronoUnit.FOREVER}, is for ever and does not fit into nanoseconds. */
public final class Century {
    private static final Duration LENGTH = Duration.ofDays(36_500);

    private Century() {}

    /** The duration itself, or a century where it is longer than that. */
    public static Duration atMost(Duration duration) {
        return duration.compareTo(LENGTH) > 0 ? LENGTH : duration;
    }
}
