package io.waxwing.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Items that move over an exchange in one piece, within a process by reference. Keys and values lie side by side. Written by
 * the sending worker until it is sent, then owned by the receiving one.
 */
public final class Batch implements Message.InBand {
    /** Most items of a batch. */
    public static final int MAX_ITEMS = 1024;

    private final int exchange;
    private final int from;
    private final int to;
    private final long epoch;
    private final @Nullable Object[] keys;
    private final @Nullable Object[] values;
    private int size;

    /** Makes an empty batch with room for {@code capacity} items. */
    public Batch(int exchange, int from, int to, long epoch, int capacity) {
        this(exchange, from, to, epoch, new Object[capacity], new Object[capacity]);
    }

    /** Makes the batch that was sent as bytes, over arrays with at least as many elements as it counts. */
    public static Batch of(WireBatch origin, @Nullable Object[] keys, @Nullable Object[] values) {
        var batch = new Batch(origin.exchange(), origin.from(), origin.to(), origin.epoch(), keys, values);
        batch.size = origin.count();
        return batch;
    }

    private Batch(int exchange, int from, int to, long epoch, @Nullable Object[] keys, @Nullable Object[] values) {
        this.exchange = exchange;
        this.from = from;
        this.to = to;
        this.epoch = epoch;
        this.keys = keys;
        this.values = values;
    }

    /** Appends an item; the caller checks {@link #isFull} first. */
    public void add(@Nullable Object key, @Nullable Object value) {
        keys[size] = key;
        values[size] = value;
        size++;
    }

    /** Whether no more items fit. */
    public boolean isFull() {
        return size == values.length;
    }

    /** Number of items. */
    public int size() {
        return size;
    }

    /** The keys, {@link #size} of them. */
    public @Nullable Object[] keys() {
        return keys;
    }

    /** The values, {@link #size} of them. */
    public @Nullable Object[] values() {
        return values;
    }

    /** The epoch of all its items. */
    public long epoch() {
        return epoch;
    }

    @Override
    public int exchange() {
        return exchange;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }
}
