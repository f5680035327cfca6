package io.waxwing.connector;

import org.jspecify.annotations.Nullable;

/**
 * The line of an item could not be made: its cause is what the user's function, or the item's {@code toString}, threw. The step of the sink
 * unwraps it; who calls a partition of a sink of lines gets it.
 */
public final class LineException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Object item;

    LineException(@Nullable Object item, Throwable cause) {
        super(cause);
        this.item = item;
    }

    /** The item. */
    public @Nullable Object item() {
        return item;
    }
}
