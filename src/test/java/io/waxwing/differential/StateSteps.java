package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;
import static io.waxwing.differential.Vocabulary.number;

import io.waxwing.DataStream;
import io.waxwing.KeyedStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Steps with state per key, but joins and windows. */
final class StateSteps {
    private static final Duration FOREVER = Duration.ofDays(100_000);

    private StateSteps() {}

    /** The state of a flat map: how many values there were, and the last. */
    private static final class Counted {
        private long count;
        private boolean enough;
    }

    static KeyedStream<String, Object> countFinal(Node node, DataStream<Object> in) {
        var k = node.list("k");
        return objects(in.countFinal(node.id(), x -> Vocabulary.key(k, x)));
    }

    static KeyedStream<String, Object> of(Node node, KeyedStream<String, Object> in) {
        String id = node.id();
        return switch (node.op()) {
            case STATEFUL_MAP -> statefulMap(id, node.list("a"), in);
            case STATEFUL_FLAT_MAP -> statefulFlatMap(id, node.list("a"), in);
            case STATEFUL -> {
                var a = node.list("a");
                boolean holds = "hold".equals(a.get(0));
                yield in.<Object>stateful(id, () -> holds ? new Logics.Hold(a) : new Logics.Runs(a));
            }
            case STATEFUL_BATCH -> {
                var a = node.list("a");
                yield in.<Object>statefulBatch(id, () -> new Logics.Totals(a));
            }
            case SCAN -> {
                var f = node.list("fold");
                yield in.scan(id, () -> Vocabulary.foldInit(f), (s, v) -> Vocabulary.fold(f, s, v));
            }
            case COLLECT -> objects(in.collect(id, (int) node.number("max"), FOREVER));
            case FOLD_FINAL -> {
                var f = node.list("fold");
                yield in.foldFinal(id, () -> Vocabulary.foldInit(f), (s, v) -> Vocabulary.fold(f, s, v));
            }
            case REDUCE_FINAL -> {
                var f = node.list("reduce");
                yield in.reduceFinal(id, (a, b) -> Vocabulary.reduce(f, a, b));
            }
            case K_COUNT_FINAL -> objects(in.countFinal(id));
            case MAX_FINAL -> in.maxFinal(id, Vocabulary.RANK);
            case MIN_FINAL -> in.minFinal(id, Vocabulary.RANK);
            default -> throw new IllegalStateException(node.toString());
        };
    }

    private static KeyedStream<String, Object> statefulMap(
            String id, List<@Nullable Object> a, KeyedStream<String, Object> in) {
        if ("seq".equals(a.get(0))) {
            return in.statefulMap(id, AtomicLong::new, (count, v) -> listOf(count.incrementAndGet(), v));
        }
        long limit = number(a, 1);
        return in.statefulMap(
                id,
                AtomicLong::new,
                (total, v) -> (Object) total.addAndGet(Vocabulary.num(v)),
                total -> Math.abs(total.get()) > limit);
    }

    private static KeyedStream<String, Object> statefulFlatMap(
            String id, List<@Nullable Object> a, KeyedStream<String, Object> in) {
        return in.statefulFlatMap(
                id,
                Counted::new,
                (s, v) -> {
                    s.count++;
                    s.enough = Math.floorMod(Vocabulary.num(v), number(a, 2)) == 0;
                    return s.count % number(a, 1) == 0 ? List.<Object>of(listOf(s.count, v), v) : List.<Object>of();
                },
                s -> s.enough);
    }

    @SuppressWarnings("unchecked")
    static KeyedStream<String, Object> objects(KeyedStream<String, ?> stream) {
        return (KeyedStream<String, Object>) stream; // streams only give
    }
}
