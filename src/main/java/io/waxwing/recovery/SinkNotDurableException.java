package io.waxwing.recovery;

import io.waxwing.text.Causes;

/** What a sink wrote could not be made durable, so its epoch is not sealed. The sink's failure, not the store's. */
public final class SinkNotDurableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SinkNotDurableException(String stepId, long epoch, Throwable cause) {
        super(
                "step \"" + stepId + "\": what it wrote in epoch " + epoch + " could not be made durable: "
                        + Causes.messageOf(cause),
                cause);
    }
}
