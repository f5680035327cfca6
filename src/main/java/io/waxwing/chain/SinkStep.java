package io.waxwing.chain;

import io.waxwing.connector.SinkPartition;
import io.waxwing.operator.KeyValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Gathers a batch for this worker's partition of a sink: function 0 is the partition, function 1 whether items become pairs. */
final class SinkStep implements Downstream {
    private static final int SMALLEST = 16;
    private static final int MOST = 1024;

    private final StepSite site;
    private final SinkPartition<Object> partition;
    private final boolean keyed;
    /** A new one for each batch: a store into a young array is cheaper than one into an old, which the collector must note. */
    private Object[] gathered = new Object[SMALLEST];

    private int size;

    @SuppressWarnings("unchecked")
    SinkStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.partition = (SinkPartition<Object>) functions.get(0);
        this.keyed = (Boolean) functions.get(1);
    }

    @Override
    public void push(Object key, Object item) {
        if (size == gathered.length) {
            gathered = Arrays.copyOf(gathered, 2 * size);
        }
        gathered[size++] = keyed ? new KeyValue<>(key, item) : item;
        if (size == MOST) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (size == 0) {
            return;
        }
        Object[] batch = size == gathered.length ? gathered : Arrays.copyOf(gathered, size);
        gathered = new Object[size > gathered.length / 2 ? gathered.length : Math.max(SMALLEST, gathered.length / 2)];
        size = 0;
        try {
            partition.writeBatch(Collections.unmodifiableList(Arrays.asList(batch)));
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
    }
}
