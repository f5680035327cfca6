package io.waxwing.chain;

import io.waxwing.connector.SinkPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers batches for the partitions of a sink that this worker has: function 0 maps their numbers to them. Items come with the
 * number of their partition as key.
 */
final class PartitionedSinkStep implements Downstream {
    private static final int MOST = 1024;

    private final StepSite site;
    private final Map<Integer, SinkPartition<Object>> partitions;
    private final Map<Integer, List<Object>> gathered = new LinkedHashMap<>();

    @SuppressWarnings("unchecked")
    PartitionedSinkStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.partitions = (Map<Integer, SinkPartition<Object>>) functions.get(0);
    }

    @Override
    public void push(Object key, Object item) {
        Integer number = (Integer) key;
        List<Object> batch = gathered.get(number);
        if (batch == null) {
            batch = new ArrayList<>();
            gathered.put(number, batch);
        }
        batch.add(item);
        if (batch.size() >= MOST) {
            gathered.put(number, new ArrayList<>());
            write(number, batch);
        }
    }

    @Override
    public void flush() {
        for (Map.Entry<Integer, List<Object>> batch : gathered.entrySet()) {
            if (!batch.getValue().isEmpty()) {
                write(batch.getKey(), batch.setValue(new ArrayList<>()));
            }
        }
    }

    private void write(Integer number, List<Object> batch) {
        SinkPartition<Object> partition = partitions.get(number);
        if (partition == null) {
            throw new IllegalStateException(
                    "items of sink partition " + number + " of " + site.id() + " came to the wrong worker");
        }
        try {
            partition.writeBatch(Collections.unmodifiableList(batch));
        } catch (Throwable e) {
            throw site.failure(null, e);
        }
    }
}
