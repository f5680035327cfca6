package io.waxwing.window;

import java.time.Instant;

/** A value that waits until the watermark has come to its timestamp. */
record Waiting(Instant timestamp, Object value) {}
