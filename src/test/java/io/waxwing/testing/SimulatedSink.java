package io.waxwing.testing;

import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.StatefulSinkPartition;
import io.waxwing.operator.KeyValue;
import io.waxwing.testing.Interpreter.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Notes items with the epoch in which they were written, so that a crash can take back what was not committed. */
record SimulatedSink(World world, int node) implements DynamicSink<Object> {
    @Override
    public SinkPartition<Object> build(PartitionContext context) {
        List<World.Written> written = world.written.computeIfAbsent(node, any -> new ArrayList<>());
        return batch -> {
            for (Object item : batch) {
                Object key = item instanceof KeyValue<?, ?> pair ? pair.key() : null;
                Object value = item instanceof KeyValue<?, ?> pair ? pair.value() : item;
                written.add(new World.Written(String.valueOf(value), key, world.epochOf(context.workerIndex())));
            }
        };
    }

    static Pair pair(Object item, boolean keyed) {
        return keyed ? new Pair(((KeyValue<?, ?>) item).key(), ((KeyValue<?, ?>) item).value()) : new Pair(null, item);
    }

    /** Files that are cut to the saved position when they are opened again. */
    record Partitioned(World world, int node) implements FixedPartitionedSink<Object, Integer> {
        @Override
        public List<String> listPartitions() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i <= node % 3; i++) {
                names.add("f" + i);
            }
            return names;
        }

        @Override
        public StatefulSinkPartition<Object, Integer> build(PartitionContext context, String name, Integer resume) {
            World.SinkFile file = world.files
                    .computeIfAbsent(node, any -> new TreeMap<>())
                    .computeIfAbsent(name, any -> new World.SinkFile());
            int position = resume == null ? 0 : resume;
            if (position > file.items.size()) {
                throw new IllegalStateException("file " + name + " has only " + file.items.size() + " items, not "
                        + position + ": they were not made durable before the epoch was sealed");
            }
            file.items.subList(position, file.items.size()).clear();
            file.durable = position;
            return new FilePartition(file);
        }
    }

    private record FilePartition(World.SinkFile file) implements StatefulSinkPartition<Object, Integer> {
        @Override
        public void writeBatch(List<?> items) {
            file.items.addAll(items);
        }

        @Override
        public Integer snapshot() {
            return file.items.size();
        }

        @Override
        public void makeDurable() {
            file.durable = file.items.size();
        }
    }
}
