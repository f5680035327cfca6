package io.waxwing.serde;

import org.jspecify.annotations.Nullable;

/** The receiving half of {@link BatchCodec}. */
final class BatchDecoder {
    static final int UNKEYED = 0;
    static final int KEYED = 1;

    private static final byte[] NOTHING = {};

    private final KryoSlot slot;
    private final int maxBytes;
    private final PayloadInput in = new PayloadInput();

    BatchDecoder(KryoSlot slot, int maxBytes) {
        this.slot = slot;
        this.maxBytes = maxBytes;
    }

    void decode(
            ChannelTypes types,
            byte[] payload,
            int count,
            @Nullable Object @Nullable [] keys,
            @Nullable Object[] values) {
        int known = types.size();
        boolean done = false;
        try {
            read(types, payload, count, keys, values);
            done = true;
        } catch (Throwable e) { // whatever bytes can bring about, an overflow of the stack too
            throw KryoSlot.whileReading(e);
        } finally {
            in.setBuffer(NOTHING);
            if (!done) {
                types.truncate(known);
                slot.discard();
            }
        }
    }

    private void read(
            ChannelTypes types,
            byte[] payload,
            int count,
            @Nullable Object @Nullable [] keys,
            @Nullable Object[] values) {
        if (payload.length > maxBytes) {
            throw SerdeException.malformed(payload.length + " bytes, more than the limit of " + maxBytes);
        }
        WireKryo kryo = slot.with(types);
        in.setBuffer(payload);
        int flags = in.readByte();
        int expected = keys == null ? UNKEYED : KEYED;
        if (flags != expected) {
            throw SerdeException.malformed("flags are " + flags + " where " + expected + " was expected");
        }
        int written = in.readVarInt(true);
        if (written != count) {
            throw SerdeException.malformed("the frame says " + count + " items, its payload " + written);
        }
        Definitions.read(in, types, slot.catalog());
        ColumnReader.read(kryo, in, count, values);
        if (keys != null) {
            ColumnReader.read(kryo, in, count, keys);
        }
        if (in.remaining() != 0) {
            throw SerdeException.malformed(in.remaining() + " bytes are left over");
        }
    }
}
