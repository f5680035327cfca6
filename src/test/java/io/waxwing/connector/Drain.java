package io.waxwing.connector;

import java.util.ArrayList;
import java.util.List;

/** Reads partitions to their end, as a runner would. */
public final class Drain {
    private Drain() {}

    /** All items of a partition, from its start. Closes it. */
    public static <T> List<T> partition(SourcePartition<T> partition) throws Exception {
        var items = new ArrayList<T>();
        try {
            while (partition.nextBatch(items::add) == SourceStatus.MORE) {
                assertBounded(items.size());
            }
        } finally {
            partition.close();
        }
        return items;
    }

    /** All items of all partitions, in the order of the partitions. */
    public static <T, S> List<T> all(FixedPartitionedSource<T, S> source) throws Exception {
        var items = new ArrayList<T>();
        for (var name : source.listPartitions()) {
            items.addAll(partition(source.build(HandMadeContext.only(), name, null)));
        }
        return items;
    }

    /** What a partition gives when resumed. */
    public static <T, S> List<T> from(FixedPartitionedSource<T, S> source, String name, S resume) throws Exception {
        return partition(source.build(HandMadeContext.only(), name, resume));
    }

    private static void assertBounded(int items) {
        if (items > 10_000_000) {
            throw new AssertionError("the partition does not end");
        }
    }
}
