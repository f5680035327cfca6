package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;

import io.waxwing.KeyedStream;
import io.waxwing.operator.KeyValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps without state that take pairs. */
final class PairSteps {
    private PairSteps() {}

    static void add(Node node, KeyedStream<String, Object> in, WaxwingSide side) {
        String id = node.id();
        switch (node.op()) {
            case K_BRANCH -> {
                var p = node.list("p");
                var branch = in.branch(id, (k, x) -> Vocabulary.keeps(p, listOf(k, x)));
                side.pairs.put(id, branch.trues());
                side.pairs.put(id + ".falses", branch.falses());
            }
            case KEY_RM -> side.items.put(id, in.keyRm(id));
            case K_MAP -> {
                var f = node.list("f");
                side.items.put(id, in.map(id, (k, x) -> Vocabulary.one(f, listOf(k, x))));
            }
            case K_FLAT_MAP -> {
                var g = node.list("g");
                side.items.put(id, in.flatMap(id, (k, x) -> Vocabulary.many(g, listOf(k, x))));
            }
            default -> side.pairs.put(id, pairs(node, in, side));
        }
    }

    private static KeyedStream<String, Object> pairs(Node node, KeyedStream<String, Object> in, WaxwingSide side) {
        String id = node.id();
        return switch (node.op()) {
            case REKEY -> {
                var k = node.list("k");
                var f = node.list("f");
                yield in.mapToKeyed(
                        id, (key, x) -> KeyValue.of(Vocabulary.key(k, listOf(key, x)), Vocabulary.one(f, x)));
            }
            case PAIRS -> KeyedStream.of(in.pairs());
            case MAP_VALUE -> {
                var f = node.list("f");
                yield in.mapValue(id, x -> Vocabulary.one(f, x));
            }
            case FLAT_MAP_VALUE -> {
                var g = node.list("g");
                yield in.flatMapValue(id, x -> Vocabulary.many(g, x));
            }
            case FILTER_VALUE -> {
                var p = node.list("p");
                yield in.filterValue(id, x -> Vocabulary.keeps(p, x));
            }
            case FILTER_MAP_VALUE -> {
                var p = node.list("p");
                var f = node.list("f");
                yield in.<Object>filterMapValue(
                        id, x -> Vocabulary.keeps(p, x) ? Optional.of(Vocabulary.one(f, x)) : Optional.empty());
            }
            case K_FILTER -> {
                var p = node.list("p");
                yield in.filter(id, (k, x) -> Vocabulary.keeps(p, listOf(k, x)));
            }
            case K_MERGE -> merge(node, side);
            case K_REDISTRIBUTE -> in.redistribute(id);
            case K_INSPECT -> {
                List<@Nullable Object> log = side.log(node);
                yield in.inspect(id, (k, x) -> log.add(listOf(k, x)));
            }
            case K_INSPECT_DEBUG -> {
                List<@Nullable Object> log = side.log(node);
                yield in.inspectDebug(id, (step, kv, epoch, worker) -> log.add(listOf(kv.key(), kv.value())));
            }
            default -> throw new IllegalStateException(node.toString());
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static KeyedStream<String, Object> merge(Node node, WaxwingSide side) {
        KeyedStream[] streams = node.in().stream().map(side::keyed).toArray(KeyedStream[]::new);
        return KeyedStream.merge(node.id(), (KeyedStream<String, Object>[]) streams);
    }
}
