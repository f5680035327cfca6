package io.waxwing.exchange;

import io.waxwing.chain.Downstream;
import io.waxwing.chain.StepSite;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.operator.KeyValue;
import org.jspecify.annotations.NullUnmarked;

/** Before a partitioned sink: finds the partition of each item and makes its number the key. */
@NullUnmarked // keys and items are data of users
public final class PartitionStep implements Downstream {
    private final StepSite site;
    private final FixedPartitionedSink<Object, ?> sink;
    private final int partitions;
    private final boolean keyed;
    private final Downstream down;

    /**
     * A step before an outbox.
     *
     * @param partitions how many there are, at least 1
     * @param keyed whether keys and values are made pairs
     */
    public PartitionStep(
            StepSite site, FixedPartitionedSink<Object, ?> sink, int partitions, boolean keyed, Downstream down) {
        this.site = site;
        this.sink = sink;
        this.partitions = partitions;
        this.keyed = keyed;
        this.down = down;
    }

    @Override
    public void push(Object key, Object item) {
        Object written = keyed ? new KeyValue<>(key, item) : item;
        Integer number;
        try {
            number = partitions == 1 ? 0 : StableHash.scale(StableHash.of(sink.routingKey(written)), partitions);
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        down.push(number, written);
    }

    @Override
    public void flush() {
        down.flush();
    }
}
