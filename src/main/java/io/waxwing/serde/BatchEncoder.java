package io.waxwing.serde;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import org.jspecify.annotations.Nullable;

/** The sending half of {@link BatchCodec}. */
final class BatchEncoder {
    private static final int MAX_KEPT = 1 << 20;
    private static final int COUNTED_AT_MOST = 16; // times the limit

    private final KryoSlot slot;
    private final int maxBytes;
    private final PayloadOutput head = new PayloadOutput(Integer.MAX_VALUE - 8);
    private final PayloadOutput body;
    private final ColumnWriter columns;
    /** End (exclusive) of the items to encode; lowered by a failed attempt for the next one. */
    private int end;

    private int limit;

    BatchEncoder(KryoSlot slot, int maxBytes) {
        this.slot = slot;
        this.maxBytes = maxBytes;
        this.body = new PayloadOutput(maxBytes);
        this.columns = new ColumnWriter(body);
    }

    BatchCodec.Encoded encode(
            ChannelTypes types,
            @Nullable Object @Nullable [] keys,
            @Nullable Object[] values,
            int from,
            int to,
            int soft) {
        int known = types.size();
        end = to;
        limit = Math.min(soft, maxBytes);
        boolean done = false;
        try {
            while (end > from) {
                if (attempt(types, known, keys, values, from)) {
                    done = true;
                    return new BatchCodec.Encoded(joined(head, body), end - from);
                }
                types.truncate(known);
            }
            throw tooLarge(keys == null ? null : keys[from], values[from]);
        } catch (RuntimeException | StackOverflowError e) {
            throw KryoSlot.whileWriting(e, columns.item());
        } finally {
            if (!done) {
                types.truncate(known);
                slot.discard();
            }
            columns.forget();
            body.forgetBeyond(MAX_KEPT);
        }
    }

    /** Encodes up to the end, or sets a lower end (and perhaps another limit) and returns false. */
    private boolean attempt(
            ChannelTypes types, int known, @Nullable Object @Nullable [] keys, @Nullable Object[] values, int from) {
        WireKryo kryo = slot.with(types);
        body.reset();
        int taken;
        try {
            taken = columns.write(kryo, values, from, end, limit);
            int withKeys = taken;
            if (keys != null) {
                withKeys = columns.write(kryo, keys, from, taken, Math.max(limit - body.position(), limit / 2));
            }
            if (withKeys < taken) {
                end = withKeys;
                limit = Integer.MAX_VALUE; // so many fit: they have been written once
                return false;
            }
        } catch (KryoBufferOverflowException e) {
            slot.discard();
            end = columns.at() > from ? columns.at() : from + (end - from) / 2;
            return false;
        }
        head.reset();
        head.writeByte(keys == null ? BatchDecoder.UNKEYED : BatchDecoder.KEYED);
        head.writeVarInt(taken - from, true);
        Definitions.write(head, types, known);
        boolean fits = (long) head.position() + body.position() <= maxBytes;
        end = fits ? taken : from + (taken - from) / 2;
        return fits;
    }

    private SerdeException tooLarge(@Nullable Object key, @Nullable Object value) {
        PayloadOutput counter = PayloadOutput.counting((long) maxBytes * COUNTED_AT_MOST);
        WireKryo kryo = slot.with(new ChannelTypes());
        String size;
        long ofKey = Long.MAX_VALUE;
        try {
            kryo.writeAny(counter, key);
            ofKey = counter.total();
            kryo.writeAny(counter, value);
            size = String.valueOf(counter.total());
        } catch (KryoBufferOverflowException e) {
            size = "more than " + (long) maxBytes * COUNTED_AT_MOST;
        }
        boolean mostlyKey = key != null && ofKey > counter.total() / 2;
        Object larger = mostlyKey ? key : value;
        return new SerdeException(
                SerdeException.Kind.TOO_LARGE,
                "a record of " + size + " bytes is larger than the limit of " + maxBytes + " bytes"
                        + (larger == null
                                ? ""
                                : (mostlyKey ? " (its key: " : " (") + TypeNames.describe(larger.getClass()) + ")"));
    }

    static byte[] joined(PayloadOutput first, PayloadOutput second) {
        byte[] all = new byte[first.position() + second.position()];
        System.arraycopy(first.getBuffer(), 0, all, 0, first.position());
        System.arraycopy(second.getBuffer(), 0, all, first.position(), second.position());
        return all;
    }
}
