package io.waxwing.runtime;

import io.waxwing.serde.ClassShape;
import io.waxwing.serde.StateCodec;
import io.waxwing.serde.TypePolicy;
import java.util.List;
import java.util.Objects;

/** Saved state by the serialisation that items have between processes. */
public final class KryoStateFormat implements StateFormat {
    private final StateCodec keys;
    private final StateCodec states;

    /** A format for the types that are allowed. */
    public KryoStateFormat(TypePolicy policy) {
        this.keys = StateCodec.forKeys(policy);
        this.states = new StateCodec(policy);
    }

    @Override
    public byte[] encodeKey(Object key) {
        return keys.encode(key);
    }

    @Override
    public Object decodeKey(byte[] bytes) {
        return Objects.requireNonNull(keys.decode(bytes), "a saved key is null");
    }

    @Override
    public byte[] encode(Object state) {
        return states.encode(state);
    }

    @Override
    public Object decode(byte[] bytes) {
        return Objects.requireNonNull(states.decode(bytes), "a saved state is null");
    }

    @Override
    public List<ClassShape> takeNewShapes() {
        return states.takeNewShapes();
    }

    @Override
    public void learn(ClassShape shape) {
        states.learn(shape);
    }
}
