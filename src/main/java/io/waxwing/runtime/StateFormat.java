package io.waxwing.runtime;

import io.waxwing.serde.ClassShape;
import io.waxwing.serde.StateCodec;
import java.util.List;

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

    /** Classes of which the first state was serialised since the last call, without those that were learnt. */
    List<ClassShape> takeNewShapes();

    /** From here on states of a class that looked like this can be read, as far as {@link StateCodec#learn} says. */
    void learn(ClassShape shape);
}
