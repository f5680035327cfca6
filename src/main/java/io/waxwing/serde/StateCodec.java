package io.waxwing.serde;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns one value into bytes that stand alone, for saved state and keys: the names of its classes are inside, each with a
 * fingerprint of its fields, so that a class that has changed since is noticed and named. Not thread-safe.
 *
 * <pre>
 *  [format: 1] [types: Definitions] [number of the class, value]
 * </pre>
 */
public final class StateCodec {
    private static final int FORMAT = 1;
    private static final int MAX_BYTES = 1 << 29;
    private static final int MAX_KEPT = 1 << 20;
    private static final byte[] NOTHING = {};

    private final KryoSlot slot;
    private final ChannelTypes types = new ChannelTypes();
    private final PayloadOutput head = new PayloadOutput(MAX_BYTES);
    private final PayloadOutput body = new PayloadOutput(MAX_BYTES);
    private final PayloadInput in = new PayloadInput();
    private final Set<Class<?>> written = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<ClassShape> fresh = new ArrayList<>();

    /** Makes a codec for the types this policy allows. */
    public StateCodec(TypePolicy policy) {
        this(new KryoSlot(policy, false));
    }

    private StateCodec(KryoSlot slot) {
        this.slot = slot;
    }

    /**
     * Makes a codec for keys: equal keys give equal bytes, also where lists of different classes are equal. All lists come back
     * unmodifiable.
     */
    public static StateCodec forKeys(TypePolicy policy) {
        return new StateCodec(new KryoSlot(policy, true));
    }

    /**
     * Encodes one value, which may be null.
     *
     * @throws SerdeException if an object may not or can't be written
     */
    public byte[] encode(@Nullable Object value) {
        boolean done = false;
        try {
            body.reset();
            slot.with(types).writeAny(body, value);
            head.reset();
            head.writeByte(FORMAT);
            Definitions.write(head, types, 0);
            note();
            byte[] bytes = BatchEncoder.joined(head, body);
            done = true;
            return bytes;
        } catch (RuntimeException | StackOverflowError e) {
            throw KryoSlot.whileWriting(e, value).saving();
        } finally {
            types.truncate(0);
            body.forgetBeyond(MAX_KEPT);
            if (!done) {
                slot.discard();
            }
        }
    }

    private void note() {
        for (int i = 0; i < types.size(); i++) {
            KnownType type = types.get(i);
            if (type.isStruct() && written.add(type.type())) {
                var shape = new ClassShape(type.type().getName(), type.shape());
                if (!slot.catalog().hasLearnt(shape)) {
                    fresh.add(shape);
                }
            }
        }
    }

    /** Records and plain classes of which the first value was encoded since the last call, without those that were learnt. */
    public List<ClassShape> takeNewShapes() {
        List<ClassShape> taken = fresh;
        fresh = taken.isEmpty() ? taken : new ArrayList<>();
        return taken;
    }

    /**
     * Takes what a class looked like when it was saved. Values of that time can be decoded when the class has only got more fields since:
     * these are zero, false or null in a record, and what the constructor without parameters makes them in another class. Not for keys,
     * as what was equal then would not be now.
     */
    public void learn(ClassShape shape) {
        slot.catalog().learn(shape);
    }

    /**
     * Decodes what {@link #encode} made, perhaps in another process and by another version of the flow.
     *
     * @throws SerdeException if the bytes are malformed, or a class in them is not allowed, is gone or has changed
     */
    public @Nullable Object decode(byte[] bytes) {
        boolean done = false;
        try {
            in.setBuffer(bytes);
            int format = in.readByte();
            if (format != FORMAT) {
                throw SerdeException.malformed("format " + format + " where " + FORMAT + " was expected");
            }
            WireKryo kryo = slot.with(types);
            Definitions.read(in, types, slot.catalog());
            Object value = kryo.readAny(in);
            if (in.remaining() != 0) {
                throw SerdeException.malformed(in.remaining() + " bytes are left over");
            }
            done = true;
            return value;
        } catch (Throwable e) { // whatever bytes can bring about, an overflow of the stack too
            throw KryoSlot.whileReading(e).saving();
        } finally {
            types.truncate(0);
            in.setBuffer(NOTHING);
            if (!done) {
                slot.discard();
            }
        }
    }
}
