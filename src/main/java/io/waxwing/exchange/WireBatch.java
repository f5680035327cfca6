package io.waxwing.exchange;

/**
 * A batch on its way between processes, serialised. The payload is decoded by the receiving worker when it takes the batch from
 * its channel, in the channel's order.
 *
 * @param epoch the epoch of all its items
 * @param count number of items
 * @param payload the serialised items; owned by whoever holds the message, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record WireBatch(int exchange, int from, int to, long epoch, int count, byte[] payload)
        implements Message.InBand {}
