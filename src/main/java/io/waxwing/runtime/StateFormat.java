package io.waxwing.runtime;

/** Saved state to bytes and back. One per worker; not thread-safe. */
public interface StateFormat {
    /** Serialises a state at once. */
    byte[] encode(Object state);

    /** The other way. */
    Object decode(byte[] bytes);
}
