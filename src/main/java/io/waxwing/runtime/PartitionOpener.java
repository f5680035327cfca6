package io.waxwing.runtime;

import io.waxwing.Step;
import io.waxwing.chain.StepFailure;
import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.DynamicSource;
import io.waxwing.connector.FixedPartitionedSink;
import io.waxwing.connector.FixedPartitionedSource;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SinkPartition;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.StatefulSinkPartition;
import io.waxwing.plan.PartitionAssignment;
import io.waxwing.recovery.EpochStore;
import io.waxwing.recovery.StateRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens this worker's partitions and puts back what was saved. Remembers what it opened, so that it is closed also after a failure. */
final class PartitionOpener {
    /** Sink partitions of this worker, by number and by name. */
    record OpenSinks(Map<Integer, SinkPartition<Object>> byNumber, Map<String, StatefulSinkPartition<?, ?>> byName) {}

    private record Opened(String stepId, AutoCloseable partition) {}

    private static final String NO_PARTITION = "build returned null: a partition was expected";

    private final WorkerPlace place;
    private final WorkerServices services;
    private final List<Opened> opened = new ArrayList<>();

    PartitionOpener(WorkerPlace place, WorkerServices services) {
        this.place = place;
        this.services = services;
    }

    /** Closes all that was opened, also when some fail; throws the first failure, by its step, with the others attached. */
    void close() {
        Throwable first = null;
        String failedStep = "";
        for (Opened open : opened) {
            try {
                open.partition.close();
            } catch (Throwable e) {
                if (first == null) {
                    first = e;
                    failedStep = open.stepId;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        opened.clear();
        if (first != null) {
            throw StepFailure.of(failedStep, null, first);
        }
    }

    List<OpenPartition> openSource(Step.Input input, @Nullable PartitionAssignment assignment) {
        List<OpenPartition> partitions = new ArrayList<>();
        try {
            if (input.source() instanceof DynamicSource<?> source) {
                var flag = new WakeFlag(services.mailbox());
                partitions.add(new OpenPartition("", keep(input, source.build(context(input, flag))), flag));
            } else if (input.source() instanceof FixedPartitionedSource<?, ?> source && assignment != null) {
                Map<Object, Object> positions = positions(input, assignment);
                for (int number : assignment.of(place.worker())) {
                    String name = assignment.names().get(number);
                    var flag = new WakeFlag(services.mailbox());
                    partitions.add(new OpenPartition(
                            name, keep(input, build(source, context(input, flag), name, positions.get(name))), flag));
                }
            }
        } catch (Throwable e) {
            throw StepFailure.of(input.id(), null, e);
        }
        return partitions;
    }

    SinkPartition<?> openSink(Step.Output output) {
        try {
            return keep(
                    output, ((DynamicSink<?>) output.sink()).build(context(output, new WakeFlag(services.mailbox()))));
        } catch (Throwable e) {
            throw StepFailure.of(output.id(), null, e);
        }
    }

    @SuppressWarnings("unchecked")
    OpenSinks openSinks(Step.Output output, FixedPartitionedSink<?, ?> sink, PartitionAssignment assignment) {
        Map<Integer, SinkPartition<Object>> byNumber = new HashMap<>();
        Map<String, StatefulSinkPartition<?, ?>> byName = new LinkedHashMap<>();
        try {
            Map<Object, Object> positions = positions(output, assignment);
            for (int number : assignment.of(place.worker())) {
                String name = assignment.names().get(number);
                var context = context(output, new WakeFlag(services.mailbox()));
                var partition = keep(
                        output,
                        ((FixedPartitionedSink<Object, Object>) sink).build(context, name, positions.get(name)));
                byNumber.put(number, partition);
                byName.put(name, partition);
            }
        } catch (Throwable e) {
            throw StepFailure.of(output.id(), null, e);
        }
        return new OpenSinks(byNumber, byName);
    }

    /** Saved positions by the names of partitions, of this worker and others; one of them tells of those that are not there any more. */
    private Map<Object, Object> positions(Step step, PartitionAssignment assignment) {
        EpochStore store = services.store();
        StateFormat states = services.states();
        Map<Object, Object> positions = new HashMap<>();
        if (store != null && states != null) {
            for (StateRow row : store.positions(step.id())) {
                byte[] bytes = row.state();
                if (bytes != null) {
                    Object partition = states.decodeKey(row.key());
                    positions.put(partition, SavedStates.read(states, bytes, "position of partition", partition));
                }
            }
        }
        if (place.worker() == 0 && !positions.isEmpty()) {
            GonePartitions.warn(step, positions, assignment.names());
        }
        return positions;
    }

    @SuppressWarnings("unchecked")
    private static SourcePartition<?> build(
            FixedPartitionedSource<?, ?> source, PartitionContext context, String name, @Nullable Object resume)
            throws Exception {
        return ((FixedPartitionedSource<?, Object>) source).build(context, name, resume);
    }

    private SourcePartition<?> keep(Step.Input input, @Nullable SourcePartition<?> built) {
        SourcePartition<?> partition = Objects.requireNonNull(built, NO_PARTITION);
        opened.add(new Opened(input.id(), partition::close));
        return partition;
    }

    private <P extends SinkPartition<?>> P keep(Step.Output output, @Nullable P built) {
        P partition = Objects.requireNonNull(built, NO_PARTITION);
        opened.add(new Opened(output.id(), partition::close));
        return partition;
    }

    private PartitionContext context(Step step, WakeFlag flag) {
        return new PartitionPlace(step.id(), place, services.clock(), flag);
    }
}
