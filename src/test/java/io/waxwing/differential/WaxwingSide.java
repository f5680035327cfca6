package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.FlowException;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs descriptions here. */
final class WaxwingSide {
    private final Flow description;
    private final Dataflow flow = new Dataflow("flow");
    final Map<String, DataStream<Object>> items = new LinkedHashMap<>();
    final Map<String, KeyedStream<String, Object>> pairs = new LinkedHashMap<>();
    private final Map<String, List<@Nullable Object>> seen = new ConcurrentHashMap<>();
    private final Map<String, TestingSink<Object>> sinks = new LinkedHashMap<>();

    private WaxwingSide(Flow description) {
        this.description = description;
    }

    static Answer run(Flow description, int workers) throws InterruptedException {
        return new WaxwingSide(description).answer(workers);
    }

    private Answer answer(int workers) throws InterruptedException {
        try {
            build();
            Runner.run(flow, RunConfig.workers(workers).withEpochInterval(Duration.ofSeconds(description.epoch())));
        } catch (FlowException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Failing planned) {
                    return Answer.failed(planned.step);
                }
            }
            for (Node node : description.steps()) {
                if (node.op() == Operation.RAISES && e.getMessage().contains("\"flow." + node.id() + "\"")) {
                    return Answer.failed(node.id());
                }
            }
            return Answer.error(describe(e));
        } catch (RuntimeException e) {
            return Answer.error(describe(e));
        }
        Map<String, List<@Nullable Object>> outs = new LinkedHashMap<>();
        for (String port : description.outs()) {
            outs.put(port, out(port));
        }
        return Answer.of(outs);
    }

    private static String describe(Throwable e) {
        var text = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(cause).append(" at ");
            for (int i = 0; i < Math.min(3, cause.getStackTrace().length); i++) {
                text.append(cause.getStackTrace()[i]).append("; ");
            }
        }
        return text.toString();
    }

    private List<@Nullable Object> out(String port) {
        TestingSink<Object> sink = sinks.get(port);
        if (sink == null) {
            return seen.getOrDefault(port, List.of());
        }
        List<@Nullable Object> out = new ArrayList<>();
        sink.items().forEach(item -> out.add(item instanceof KeyValue<?, ?> kv ? listOf(kv.key(), kv.value()) : item));
        return out;
    }

    private void build() {
        for (Node node : description.steps()) {
            switch (node.op()) {
                case INPUT -> items.put(node.id(), flow.input(node.id(), source(node, item -> item)));
                case INPUT_KEYED -> pairs.put(node.id(), flow.inputKeyed(node.id(), source(node, WaxwingSide::pair)));
                default -> step(node);
            }
        }
        for (String port : description.outs()) {
            String id = "out_" + port.replace('.', '_');
            TestingSink<Object> sink = new TestingSink<>();
            if (items.containsKey(port)) {
                stream(port).output(id, sink);
            } else if (pairs.containsKey(port)) {
                keyed(port).output(id, sink);
            } else {
                continue;
            }
            sinks.put(port, sink);
        }
    }

    private void step(Node node) {
        String first = node.in().get(0);
        switch (node.op().effect) {
            case JOIN -> JoinSteps.add(node, this);
            case WINDOW -> WindowSteps.add(node, this);
            case STATE, FINAL -> {
                if (items.containsKey(first)) {
                    pairs.put(node.id(), StateSteps.countFinal(node, stream(first)));
                } else {
                    pairs.put(node.id(), StateSteps.of(node, keyed(first)));
                }
            }
            default -> {
                if (items.containsKey(first)) {
                    ItemSteps.add(node, stream(first), this);
                } else {
                    PairSteps.add(node, keyed(first), this);
                }
            }
        }
    }

    private static KeyValue<String, Object> pair(Object item) {
        List<?> pair = (List<?>) item;
        return KeyValue.of((String) pair.get(0), (Object) pair.get(1));
    }

    private <T> TestingSource<T> source(Node node, java.util.function.Function<Object, T> shape) {
        List<T> before = new ArrayList<>();
        List<T> after = new ArrayList<>();
        boolean ends = false;
        for (Object item : node.list("items")) {
            if ("EOF".equals(item)) {
                ends = true;
            } else if (item != null) {
                (ends ? after : before).add(shape.apply(item));
            }
        }
        TestingSource<T> source = TestingSource.from(before);
        if (ends) {
            source = source.eof();
            for (T item : after) {
                source = source.then(item);
            }
        }
        return source.batchSize((int) description.batch());
    }

    DataStream<Object> stream(String port) {
        DataStream<Object> stream = items.get(port);
        if (stream == null) {
            throw new IllegalStateException("no items at " + port);
        }
        return stream;
    }

    KeyedStream<String, Object> keyed(String port) {
        KeyedStream<String, Object> stream = pairs.get(port);
        if (stream == null) {
            throw new IllegalStateException("no pairs at " + port);
        }
        return stream;
    }

    /** Where an inspecting step writes. */
    List<@Nullable Object> log(Node node) {
        List<@Nullable Object> log = java.util.Collections.synchronizedList(new ArrayList<>());
        seen.put(node.id() + ".seen", log);
        return log;
    }

    /** What a step throws that is there to fail. */
    static final class Failing extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String step;

        Failing(String step) {
            super(step);
            this.step = step;
        }
    }
}
