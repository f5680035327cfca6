package io.waxwing.serde;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value could not be turned into bytes, or bytes not into a value. The message names the class and says what to do; whoever
 * catches it knows the step, the worker and the peer, and adds them.
 */
public class SerdeException extends RuntimeException {
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
    private final List<String> containers = new ArrayList<>();

    /** Makes one without a cause. */
    public SerdeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Makes one with the error that led to it. */
    public SerdeException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
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
        return containers.isEmpty()
                ? message
                : message + " (found inside " + String.join(", inside ", containers) + ")";
    }

    static SerdeException malformed(String message) {
        return new SerdeException(Kind.MALFORMED, "malformed data: " + message);
    }

    static SerdeException notSerializable(Class<?> type, String why) {
        return new SerdeException(
                Kind.NOT_SERIALIZABLE, TypeNames.describe(type) + " can't be sent between workers: " + why);
    }
}
