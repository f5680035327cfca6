package io.waxwing.recovery;

import org.jspecify.annotations.Nullable;

/** How several things are closed. */
final class Closings {
    private Closings() {}

    /** Closes each, whatever happens to the others; then throws the first failure, with the others attached. */
    static void all(Iterable<Runnable> closings) {
        Throwable first = null;
        for (Runnable closing : closings) {
            try {
                closing.run();
            } catch (RuntimeException | Error e) {
                first = with(first, e);
            }
        }
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
    }

    private static Throwable with(@Nullable Throwable first, Throwable next) {
        if (first == null || first == next) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
