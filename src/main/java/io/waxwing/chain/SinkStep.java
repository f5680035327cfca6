package io.waxwing.chain;

import io.waxwing.connector.SinkPartition;
import io.waxwing.operator.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Gathers a batch for this worker's partition of a sink: function 0 is the partition, function 1 whether items become pairs. */
final class SinkStep implements Downstream {
    private static final int MOST = 1024;

    private final StepSite site;
    private final SinkPartition<Object> partition;
    private final boolean keyed;
    /** A new one for each batch: a store into a young array is cheaper than one into an old, which the collector must note. */
    private ArrayList<Object> gathered = new ArrayList<>();

    @SuppressWarnings("unchecked")
    SinkStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.partition = (SinkPartition<Object>) functions.get(0);
        this.keyed = (Boolean) functions.get(1);
    }

    @Override
    public void push(Object key, Object item) {
        gathered.add(keyed ? new KeyValue<>(key, item) : item);
        if (gathered.size() >= MOST) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            partition.writeBatch(Collections.unmodifiableList(gathered));
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
        gathered = new ArrayList<>(gathered.size());
    }
}
