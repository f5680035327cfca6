package io.waxwing.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A value that waits until the watermark has come to its timestamp. */
record Waiting(Instant timestamp, @Nullable Object value) {}
