package io.waxwing.operator;

import org.jspecify.annotations.Nullable;

/** The state of a fold or reduction is never null, which stands for a key that has none yet. */
public final class NotNull {
    /** What a value and a result of a reduction are called. */
    public static final String REDUCED = "value of a reduction";

    private NotNull() {}

    /**
     * The state, if it is one.
     *
     * @param what it is, for the message
     * @throws NullPointerException when it is null
     */
    public static <T> T check(@Nullable T state, String what) {
        if (state == null) {
            throw new NullPointerException("the " + what + " must not be null, which stands for nothing yet:"
                    + " give a value that means nothing instead, such as Optional.empty()");
        }
        return state;
    }
}
