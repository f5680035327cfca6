package io.waxwing.window;

import java.time.Instant;

/** A windower whose windows lie at fixed places in time. */
public interface AlignedWindower extends Windower {
    /** Monday, 2001-01-01T00:00Z. */
    Instant DEFAULT_ALIGNMENT = Instant.ofEpochSecond(978_307_200);

    /** The same windows, moved so that one of them, with the id 0, opens at this instant. */
    AlignedWindower alignTo(Instant instant);
}
