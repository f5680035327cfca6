package io.waxwing.serde;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns batches into payloads of frames and back. One per worker; not thread-safe. After a failure it can be used on: the instance
 * of Kryo that failed is thrown away, and types that were defined in a payload that never left are defined again.
 *
 * <pre>
 *  [flags: 1 = keyed] [count] [new types: Definitions] [values: Column] [keys, if keyed: Column]
 * </pre>
 */
public final class BatchCodec {
    private static final int MIN_LIMIT = 64;

    private final BatchEncoder encoder;
    private final BatchDecoder decoder;

    /**
     * Makes a codec.
     *
     * @param policy which types may cross
     * @param maxBytes the largest payload, at least 64; a record that needs more is refused
     */
    public BatchCodec(TypePolicy policy, int maxBytes) {
        if (maxBytes < MIN_LIMIT) {
            throw new IllegalArgumentException("maxBytes is " + maxBytes + ", at least " + MIN_LIMIT + " are needed");
        }
        KryoSlot slot = new KryoSlot(policy, false);
        encoder = new BatchEncoder(slot, maxBytes);
        decoder = new BatchDecoder(slot, maxBytes);
    }

    /**
     * A payload and how many items are in it.
     *
     * @param payload an array of exactly the payload's size, which nobody else holds
     * @param count how many items were taken, at least one
     */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to the frame
    public record Encoded(byte[] payload, int count) {}

    /**
     * Encodes items from..to (exclusive) as far as they fit into about the soft limit, but at least one.
     *
     * @param types the sending end of the channel
     * @param keysOrNull the keys, in step with the values, or null if the stream has none
     * @param values the values; any may be null
     * @param softLimitBytes where to stop; exceeded by half and one item at most, and never beyond the largest payload
     * @throws SerdeException if an object may not or can't be written, or a record is larger than the largest payload; nothing is
     *     taken then, and the channel is as it was
     */
    public Encoded encode(
            ChannelTypes types,
            @Nullable Object @Nullable [] keysOrNull,
            @Nullable Object[] values,
            int from,
            int to,
            int softLimitBytes) {
        Objects.checkFromToIndex(from, to, values.length);
        if (from == to) {
            throw new IllegalArgumentException("there is nothing to encode");
        }
        return encoder.encode(types, keysOrNull, values, from, to, softLimitBytes);
    }

    /**
     * Decodes a payload into the first places of the arrays.
     *
     * @param types the receiving end of the channel, to which payloads come in the order in which they were encoded
     * @param payload all of it is read
     * @param count what the frame's header claims; bound it before making arrays of it
     * @param keysOrNull where keys go, or null if the stream has none
     * @param values where values go
     * @throws SerdeException for whatever is wrong with the bytes; the arrays may have been written to
     */
    public void decode(
            ChannelTypes types,
            byte[] payload,
            int count,
            @Nullable Object @Nullable [] keysOrNull,
            @Nullable Object[] values) {
        Objects.checkFromToIndex(0, count, values.length);
        if (keysOrNull != null) {
            Objects.checkFromToIndex(0, count, keysOrNull.length);
        }
        decoder.decode(types, payload, count, keysOrNull, values);
    }
}
