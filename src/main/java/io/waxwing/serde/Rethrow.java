package io.waxwing.serde;

/** What a method handle throws, without the checked part: what it calls declares none. */
final class Rethrow {
    private Rethrow() {}

    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            return e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(thrown.toString(), thrown); // a constructor of the user's threw it
    }
}
