package io.waxwing.text;

import org.jspecify.annotations.Nullable;

/** What lies behind an exception. */
public final class Causes {
    /** A chain of causes may be a ring. */
    private static final int MOST = 50;

    private Causes() {}

    /** Whether it, or one of its causes, is of a class. */
    public static boolean have(@Nullable Throwable thrown, Class<? extends Throwable> type) {
        Throwable current = thrown;
        for (int i = 0; current != null && i < MOST; i++) {
            if (type.isInstance(current)) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }
}
