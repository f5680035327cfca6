package io.waxwing.chain;

import io.waxwing.connector.SinkPartition;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Gathers a batch for this worker's partition of a sink: function 0 is the partition, function 1 whether items become pairs. */
final class SinkStep implements Downstream, PairSink {
    private static final int SMALLEST = 16;
    private static final int MOST = 1024;

    private final StepSite site;
    private final SinkPartition<Object> partition;
    private final boolean keyed;
    /** New ones for each batch: a store into a young array is cheaper than one into an old, which the collector must note. */
    private Object[] items;

    /** Beside the items; empty where there are none. */
    private Object[] keys;

    private int size;

    @SuppressWarnings("unchecked")
    SinkStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.partition = (SinkPartition<Object>) functions.get(0);
        this.keyed = (Boolean) functions.get(1);
        begin(SMALLEST);
    }

    private void begin(int capacity) {
        items = new Object[capacity];
        keys = new Object[keyed ? capacity : 0];
        size = 0;
    }

    @Override
    public void push(Object key, Object item) {
        if (size == items.length) {
            grow();
        }
        if (keyed) {
            keys[size] = key;
        }
        items[size++] = item;
        if (size == MOST) {
            flush();
        }
    }

    private void grow() {
        items = Arrays.copyOf(items, 2 * items.length);
        keys = Arrays.copyOf(keys, 2 * keys.length);
    }

    @Override
    public void flush() {
        if (size == 0) {
            return;
        }
        List<Object> batch = batch();
        begin(size > items.length / 2 ? items.length : Math.max(SMALLEST, items.length / 2));
        write(batch);
    }

    private void write(List<Object> batch) {
        try {
            partition.writeBatch(batch);
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
    }

    @Override
    public boolean takesPairs() {
        return keyed;
    }

    @Override
    public void takePairs(Object[] theirKeys, Object[] values, int count) {
        flush();
        write(new PairList(theirKeys, values, count));
    }

    private List<Object> batch() {
        if (keyed) {
            return new PairList(keys, items, size);
        }
        return Collections.unmodifiableList(Arrays.asList(size == items.length ? items : Arrays.copyOf(items, size)));
    }
}
