package io.waxwing.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says, and what lies behind it. Its methods may be a user's, and fail themselves: none of them throws here but for
 * want of memory.
 */
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
            current = of(current);
        }
        return false;
    }

    /** The cause of an exception. */
    public static @Nullable Throwable of(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable none) {
            return null;
        }
    }

    /** The message of an exception. */
    public static @Nullable String messageOf(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return "(its getMessage threw " + e.getClass().getName() + ")";
        }
    }

    /** What went wrong, on one line: the message of an exception, or its name where it has none. */
    public static String inWords(Throwable thrown) {
        String message = messageOf(thrown);
        return message == null ? thrown.getClass().getSimpleName() : Shown.line(message);
    }

    /** Why a file cannot be used, where the name of the file is said already. */
    public static String ofFile(Exception thrown) {
        if (thrown instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return thrown instanceof AccessDeniedException ? "no permission" : thrown.toString();
    }

    /** Where an exception came from. */
    public static StackTraceElement[] stackOf(Throwable thrown) {
        try {
            StackTraceElement[] stack = thrown.getStackTrace();
            return stack == null ? new StackTraceElement[0] : stack;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable none) {
            return new StackTraceElement[0];
        }
    }
}
