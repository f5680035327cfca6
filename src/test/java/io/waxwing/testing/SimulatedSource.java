package io.waxwing.testing;

import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import io.waxwing.operator.Emitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Partitions that emit batches of a few items, nothing now and then, and sleep until a time or until woken. */
final class SimulatedSource<T> implements FixedPartitionedSource<T, Integer> {
    private final World world;
    private final int node;
    private final Function<Object, T> make;

    SimulatedSource(World world, int node, Function<Object, T> make) {
        this.world = world;
        this.node = node;
        this.make = make;
    }

    @Override
    public List<String> listPartitions() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < world.inputs.get(node).size(); i++) {
            names.add("p" + i);
        }
        return names;
    }

    @Override
    public StatefulSourcePartition<T, Integer> build(PartitionContext context, String partition, Integer resume) {
        List<Object> items = world.inputs.get(node).get(Integer.parseInt(partition.substring(1)));
        return new Partition<>(world, context, items, make, resume == null ? 0 : resume);
    }

    /** All of its items come from the first worker; nothing is resumed. */
    record Dynamic(World world, int node) implements DynamicSource<Object> {
        @Override
        public SourcePartition<Object> build(PartitionContext context) {
            List<Object> items = new ArrayList<>();
            if (context.workerIndex() == 0) {
                world.inputs.get(node).forEach(items::addAll);
            }
            return new Partition<>(world, context, items, v -> v, 0);
        }
    }

    private static final class Partition<T> implements StatefulSourcePartition<T, Integer> {
        private final World world;
        private final PartitionContext context;
        private final List<Object> items;
        private final Function<Object, T> make;
        private int position;
        private Instant awake;
        private boolean asleep;
        private boolean ended;
        private long dueSince;

        Partition(World world, PartitionContext context, List<Object> items, Function<Object, T> make, int position) {
            this.world = world;
            this.context = context;
            this.items = items;
            this.make = make;
            this.position = Math.min(position, items.size());
            this.dueSince = world.resumeEpoch();
        }

        @Override
        public SourceStatus nextBatch(Emitter<? super T> out) {
            if (ended) {
                throw new IllegalStateException("read after its end");
            }
            checkFairness();
            awake = null;
            if (asleep && world.sleepers.remove(context)) {
                asleep = false;
            }
            dueSince = Long.MAX_VALUE - 1;
            int draw = world.random.nextInt(10);
            if (draw == 0) {
                return SourceStatus.MORE;
            }
            if (draw == 1) {
                awake = context.time().instant().plus(Duration.ofMillis(1 + world.random.nextInt(60)));
                return SourceStatus.MORE;
            }
            if (draw == 2) {
                awake = context.time().instant().plus(Duration.ofDays(1000));
                asleep = true;
                world.sleepers.add(context);
                return SourceStatus.MORE;
            }
            int before = position;
            int until = Math.min(items.size(), position + 1 + world.random.nextInt(3));
            while (position < until) {
                out.emit(make.apply(items.get(position++)));
            }
            dueSince = until > before ? world.epochOf(context.workerIndex()) : Long.MAX_VALUE - 1;
            ended = position == items.size() && world.random.nextBoolean();
            return ended ? SourceStatus.DONE : SourceStatus.MORE;
        }

        @Override
        public Instant nextAwake() {
            return awake;
        }

        /** What is due is read in every epoch. */
        private void checkFairness() {
            long epoch = world.epochOf(context.workerIndex());
            if (epoch > dueSince + 1) {
                throw new IllegalStateException(
                        "a partition that is due since epoch " + dueSince + " was not read before epoch " + epoch);
            }
        }

        /** The end counts, too: it must be saved as any position. */
        @Override
        public Integer snapshot() {
            return ended ? items.size() + 1 : position;
        }
    }
}
