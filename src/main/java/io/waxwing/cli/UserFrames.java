package io.waxwing.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the user's own line in what was thrown: the first frame of a class that the flow's class loader made. */
final class UserFrames {
    private static final int MESSAGE_CAP = 500;
    private static final int MAX_CAUSES = 50;

    private UserFrames() {}

    /** The exception, its message, and on a line of its own the user's frame. */
    static String describe(Throwable thrown) {
        StackTraceElement frame = first(thrown);
        return summary(thrown) + (frame == null ? "" : "\n    at " + shown(frame));
    }

    /** {@code IllegalStateException: text}, in one line. */
    static String summary(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getName().startsWith("java.")
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getName();
        return message == null || message.isBlank() ? name : name + ": " + Printable.escaped(message, MESSAGE_CAP);
    }

    /** The innermost frame of the user in the exception, else in its causes. */
    static @Nullable StackTraceElement first(Throwable thrown) {
        Throwable current = thrown;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            for (StackTraceElement frame : current.getStackTrace()) {
                if (FlowClassLoader.NAME.equals(frame.getClassLoaderName())) {
                    return frame;
                }
            }
            current = current.getCause();
        }
        return null;
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
                            + Printable.quoted(each.getKey().getName());
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
