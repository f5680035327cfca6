package io.waxwing.recovery;

/** Another run, or a tool, has the directory. */
final class StoreInUseException extends RecoveryException {
    private static final long serialVersionUID = 1;

    StoreInUseException(String message) {
        super(message);
    }
}
