package io.waxwing.runtime;

/** Saved state and its keys to bytes and back. One per worker; not thread-safe. */
public interface StateFormat {
    /** Serialises a key; equal keys give equal bytes. */
    byte[] encodeKey(Object key);

    /** The other way. */
    Object decodeKey(byte[] bytes);

    /** Serialises a state at once. */
    byte[] encode(Object state);

    /** The other way. */
    Object decode(byte[] bytes);
}
