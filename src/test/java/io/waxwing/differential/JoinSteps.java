package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;

import io.waxwing.Join;
import io.waxwing.Join2;
import io.waxwing.Join3;
import io.waxwing.Join4;
import io.waxwing.JoinN;
import io.waxwing.KeyedStream;
import io.waxwing.operator.JoinInsertMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins without windows, of two to four sides in their own classes, and of any number. */
final class JoinSteps {
    private JoinSteps() {}

    static void add(Node node, WaxwingSide side) {
        side.pairs.put(node.id(), joined(node, sides(node, side)));
    }

    /** The streams that are joined. */
    static List<KeyedStream<String, Object>> sides(Node node, WaxwingSide side) {
        if (node.op() == Operation.JOIN || node.op() == Operation.JOIN_WINDOW) {
            return node.in().stream().map(side::keyed).toList();
        }
        KeyedStream<String, Object> in = side.keyed(node.in().get(0));
        long parts = node.number("parts");
        List<KeyedStream<String, Object>> sides = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long part = i;
            List<@Nullable Object> f = Node.asList(node.list("fs").get(i));
            sides.add(in.filterValue(node.id() + "_part" + i, v -> Math.floorMod(Vocabulary.num(v), parts) == part)
                    .mapValue(node.id() + "_side" + i, v -> Vocabulary.one(f, v)));
        }
        return sides;
    }

    static JoinInsertMode insert(Node node) {
        return JoinInsertMode.valueOf(node.text("insert").toUpperCase(Locale.ROOT));
    }

    private static KeyedStream<String, Object> joined(Node node, List<KeyedStream<String, Object>> sides) {
        int typed = node.flag("typed") ? sides.size() : 0;
        return switch (typed) {
            case 2 -> two(node, Join.of(sides.get(0), sides.get(1)).insert(insert(node)));
            case 3 ->
                three(node, Join.of(sides.get(0), sides.get(1), sides.get(2)).insert(insert(node)));
            case 4 ->
                four(
                        node,
                        Join.of(sides.get(0), sides.get(1), sides.get(2), sides.get(3))
                                .insert(insert(node)));
            default -> any(node, Join.all(sides).insert(insert(node)));
        };
    }

    private static KeyedStream<String, Object> two(Node node, Join2<String, Object, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id(), (a, b) -> (Object) listOf(a, b));
            case "final" -> join.emitFinal(node.id(), (a, b) -> row(a, b));
            default -> join.emitRunning(node.id(), (a, b) -> row(a, b));
        };
    }

    private static KeyedStream<String, Object> three(Node node, Join3<String, Object, Object, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id(), (a, b, c) -> (Object) listOf(a, b, c));
            case "final" -> join.emitFinal(node.id(), (a, b, c) -> row(a, b, c));
            default -> join.emitRunning(node.id(), (a, b, c) -> row(a, b, c));
        };
    }

    private static KeyedStream<String, Object> four(Node node, Join4<String, Object, Object, Object, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id(), (a, b, c, d) -> (Object) listOf(a, b, c, d));
            case "final" -> join.emitFinal(node.id(), (a, b, c, d) -> row(a, b, c, d));
            default -> join.emitRunning(node.id(), (a, b, c, d) -> row(a, b, c, d));
        };
    }

    private static KeyedStream<String, Object> any(Node node, JoinN<String, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> StateSteps.objects(join.emitComplete(node.id()));
            case "final" -> join.emitFinal(node.id()).mapValue(node.id() + "_rows", JoinSteps::row);
            default -> join.emitRunning(node.id()).mapValue(node.id() + "_rows", JoinSteps::row);
        };
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    static Object row(Optional<Object>... sides) {
        return row(List.of(sides));
    }

    static Object row(List<Optional<Object>> sides) {
        List<@Nullable Object> row = new ArrayList<>();
        sides.forEach(side -> row.add(Objects.requireNonNull(side).orElse(null)));
        return Collections.unmodifiableList(row);
    }
}
