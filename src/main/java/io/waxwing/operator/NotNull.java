package io.waxwing.operator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What user code must not give: null as the state of a fold or reduction, where it stands for a key that has none yet, or for many items. */
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

    /**
     * What is to be flattened, if it is anything.
     *
     * @throws NullPointerException when it is null
     */
    public static <T> T iterable(@Nullable T given) {
        return Objects.requireNonNull(given, "an Iterable was expected, not null");
    }
}
