package io.waxwing.serde;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value could not be turned into bytes, or bytes not into a value. The message names the class and says what to do; whoever
 * catches it knows the step, the worker and the peer, and adds them.
 */
public final class SerdeException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_CONTAINERS_NAMED = 3;

    /** What went wrong, for those who must tell the cases apart. */
    public enum Kind {
        /** The class is not on the list of those that may cross. */
        NOT_ALLOWED,
        /** The class may cross, but this object can't be written: a lambda, an inner class, a cycle. */
        NOT_SERIALIZABLE,
        /** One record is larger than the limit. */
        TOO_LARGE,
        /** The bytes are no encoding of what was expected. */
        MALFORMED,
        /** A class has other fields here than where the bytes were written. */
        CHANGED_TYPE
    }

    private final Kind kind;
    private final @Nullable String why;
    private final List<String> containers = new ArrayList<>();
    private boolean saving;

    /** Makes one without a cause. */
    public SerdeException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    /** Makes one with the error that led to it. */
    public SerdeException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    private SerdeException(Kind kind, String message, @Nullable String why, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.why = why;
    }

    /**
     * Something has to stay where it is.
     *
     * @param subject the class, and whether it can't or may not
     * @param why so, and what to do
     */
    static SerdeException refused(Kind kind, String subject, String why, @Nullable Throwable cause) {
        return new SerdeException(kind, subject, why, cause);
    }

    /** It was not to be sent but to be saved, or was read from what was saved. */
    SerdeException saving() {
        saving = true;
        return this;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Notes the class whose field held the culprit, on the way up. */
    SerdeException inside(Class<?> container) {
        if (containers.size() < MAX_CONTAINERS_NAMED) {
            containers.add(container.getName());
        }
        return this;
    }

    @Override
    public String getMessage() {
        String message = String.valueOf(super.getMessage());
        if (why != null) {
            message += (saving ? " be saved: " : " be sent between workers: ") + why;
        }
        return containers.isEmpty()
                ? message
                : message + " (found inside " + String.join(", inside ", containers) + ")";
    }

    static SerdeException malformed(String message) {
        return new SerdeException(Kind.MALFORMED, "malformed data: " + message);
    }

    static SerdeException notSerializable(Class<?> type, String why) {
        return notSerializable(type, why, null);
    }

    static SerdeException notSerializable(Class<?> type, String why, @Nullable Throwable cause) {
        return refused(Kind.NOT_SERIALIZABLE, TypeNames.describe(type) + " can't", why, cause);
    }
}
