package io.waxwing.connector;

import org.jspecify.annotations.Nullable;

/** The line of an item could not be made: its cause is what the user's function, or the item's {@code toString}, threw. */
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
