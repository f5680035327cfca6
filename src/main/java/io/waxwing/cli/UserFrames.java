package io.waxwing.cli;

import io.waxwing.text.Causes;
import io.waxwing.text.Shown;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the user's own line in what was thrown: the first frame of a class that the flow's class loader made. */
final class UserFrames {
    private static final int MESSAGE_CAP = 500;
    private static final int MAX_CAUSES = 50;

    private UserFrames() {}

    /** The exception, its message, and on a line of its own the user's frame. */
    static String describe(Throwable thrown) {
        return summary(thrown) + place(thrown);
    }

    /** Lines with the user's frame and, where user code wrapped what was thrown, what that was; empty if no user code had a part in it. */
    static String place(Throwable thrown) {
        StackTraceElement frame = frameOf(thrown);
        Throwable root = root(thrown);
        StackTraceElement deepest = root == thrown ? null : frameOf(root);
        return (frame == null ? "" : "\n    at " + shown(frame))
                + (deepest == null ? "" : "\n    caused by " + summary(root) + "\n    at " + shown(deepest));
    }

    private static Throwable root(Throwable thrown) {
        Throwable current = thrown;
        Throwable cause = Causes.of(current);
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            current = cause;
            cause = Causes.of(current);
        }
        return current;
    }

    private static @Nullable StackTraceElement frameOf(Throwable thrown) {
        for (StackTraceElement frame : Causes.stackOf(thrown)) {
            if (FlowClassLoader.NAME.equals(frame.getClassLoaderName())) {
                return frame;
            }
        }
        return null;
    }

    /** {@code IllegalStateException: text}, in one line. */
    static String summary(Throwable thrown) {
        String message = Causes.messageOf(thrown);
        String name = thrown.getClass().getName().startsWith("java.")
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getName();
        return message == null || message.isBlank() ? name : name + ": " + Shown.of(message, MESSAGE_CAP);
    }

    /** Which of the user's lines is in a call of a method, and on which thread, as the end of a message; empty if none is. */
    static String caller(Map<Thread, StackTraceElement[]> stacks, String type, String method) {
        for (Map.Entry<Thread, StackTraceElement[]> each : stacks.entrySet()) {
            boolean calling = false;
            for (StackTraceElement frame : each.getValue()) {
                calling |= frame.getClassName().equals(type)
                        && frame.getMethodName().equals(method);
                if (calling && FlowClassLoader.NAME.equals(frame.getClassLoaderName())) {
                    return "\n    at " + shown(frame) + ", thread "
                            + Shown.quoted(each.getKey().getName());
                }
            }
        }
        return "";
    }

    /** Without the name of the class loader, as people know it. */
    static String shown(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "unknown source" : frame.getFileName();
        String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + file + line + ")";
    }
}
