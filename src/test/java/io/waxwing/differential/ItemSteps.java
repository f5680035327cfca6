package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;

import io.waxwing.DataStream;
import io.waxwing.operator.KeyValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Steps without state that take items. */
final class ItemSteps {
    private static final Duration FOREVER = Duration.ofDays(100_000);

    private ItemSteps() {}

    static void add(Node node, DataStream<Object> in, WaxwingSide side) {
        String id = node.id();
        switch (node.op()) {
            case BRANCH -> {
                var p = node.list("p");
                var branch = in.branch(id, x -> Vocabulary.keeps(p, x));
                side.items.put(id, branch.trues());
                side.items.put(id + ".falses", branch.falses());
            }
            case BRANCH_TYPE -> {
                var branch = in.branch(id, String.class);
                side.items.put(id, DataStream.merge(id + "_trues", branch.trues()));
                side.items.put(id + ".falses", branch.falses());
            }
            case RAISES -> {
                var p = node.list("p");
                in.filter(id + "_some", x -> Vocabulary.keeps(p, x)).raises(id);
            }
            case KEY_ON -> {
                var k = node.list("k");
                side.pairs.put(id, in.keyOn(id, x -> Vocabulary.key(k, x)));
            }
            case KEY_ON_VALUE -> {
                var k = node.list("k");
                var f = node.list("f");
                side.pairs.put(id, in.keyOn(id, x -> Vocabulary.key(k, x), x -> Vocabulary.one(f, x)));
            }
            case MAP_TO_KEYED -> {
                var k = node.list("k");
                var f = node.list("f");
                side.pairs.put(id, in.mapToKeyed(id, x -> KeyValue.of(Vocabulary.key(k, x), Vocabulary.one(f, x))));
            }
            default -> side.items.put(id, items(node, in, side));
        }
    }

    private static DataStream<Object> items(Node node, DataStream<Object> in, WaxwingSide side) {
        String id = node.id();
        return switch (node.op()) {
            case MAP -> {
                var f = node.list("f");
                yield in.map(id, x -> Vocabulary.one(f, x));
            }
            case VIA -> {
                var f = node.list("f");
                yield in.<DataStream<Object>>via(id, s -> s.map("inner", x -> Vocabulary.one(f, x)));
            }
            case FILTER -> {
                var p = node.list("p");
                yield in.filter(id, x -> Vocabulary.keeps(p, x));
            }
            case FILTER_MAP -> {
                var p = node.list("p");
                var f = node.list("f");
                yield in.<Object>filterMap(
                        id, x -> Vocabulary.keeps(p, x) ? Optional.of(Vocabulary.one(f, x)) : Optional.empty());
            }
            case FLAT_MAP -> {
                var g = node.list("g");
                yield in.flatMap(id, x -> Vocabulary.many(g, x));
            }
            case FLAT_MAP_BATCH -> {
                var g = node.list("g");
                yield in.flatMapBatch(id, all -> {
                    List<Object> out = new ArrayList<>();
                    all.forEach(x -> Vocabulary.many(g, x).forEach(out::add));
                    return out;
                });
            }
            case FLATTEN -> {
                var g = node.list("g");
                yield DataStream.flatten(id, in.map(id + "_lists", x -> Vocabulary.many(g, x)));
            }
            case MERGE -> merge(node, side);
            case REDISTRIBUTE -> in.redistribute(id);
            case INSPECT -> in.inspect(id, side.log(node)::add);
            case INSPECT_DEBUG -> {
                List<@Nullable Object> log = side.log(node);
                yield in.inspectDebug(id, (step, x, epoch, worker) -> log.add(x));
            }
            case ENRICH -> enrich(node, in);
            case FAIL_IF -> {
                var p = node.list("p");
                yield in.map(id, x -> {
                    if (Vocabulary.keeps(p, x)) {
                        throw new WaxwingSide.Failing(id);
                    }
                    return x;
                });
            }
            default -> throw new IllegalStateException(node.toString());
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static DataStream<Object> merge(Node node, WaxwingSide side) {
        DataStream[] streams = node.in().stream().map(side::stream).toArray(DataStream[]::new);
        return DataStream.merge(node.id(), (DataStream<Object>[]) streams);
    }

    private static DataStream<Object> enrich(Node node, DataStream<Object> in) {
        long classes = node.number("classes");
        boolean numbered = node.flag("numbered");
        var loads = new AtomicLong();
        return in.<Long, List<@Nullable Object>, Object>enrichCached(
                node.id(),
                x -> Math.floorMod(Vocabulary.num(x), classes),
                k -> {
                    long load = loads.incrementAndGet();
                    return listOf(k, numbered ? load : k * 10);
                },
                FOREVER,
                (x, e) -> listOf(x, e));
    }
}
