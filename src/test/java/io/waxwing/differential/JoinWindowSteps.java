package io.waxwing.differential;

import static io.waxwing.differential.JoinSteps.row;
import static io.waxwing.differential.Vocabulary.listOf;

import io.waxwing.Join;
import io.waxwing.JoinWindow2;
import io.waxwing.JoinWindow3;
import io.waxwing.JoinWindow4;
import io.waxwing.JoinWindowN;
import io.waxwing.KeyedStream;
import io.waxwing.WindowOut;
import io.waxwing.function.ThrowingFunction;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinSide;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.JoinClock3;
import io.waxwing.window.JoinClock4;
import io.waxwing.window.SystemClock;
import io.waxwing.window.WindowClock;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Joins by windows, of two to four sides in their own classes, and of any number. */
final class JoinWindowSteps {
    private JoinWindowSteps() {}

    static WindowOut<String, ?, JoinSide> out(Node node, List<KeyedStream<String, Object>> sides) {
        int typed = node.flag("typed") ? sides.size() : 0;
        JoinInsertMode insert = JoinSteps.insert(node);
        Windower windower = WindowSteps.windower(node);
        // getters of the sides' own leave the time between values to the system, which only then changes nothing
        boolean byGetters = !WindowAnalysis.isTimely(node) && !isSystem(node);
        ThrowingFunction<Object, Instant> at = v -> Vocabulary.at(node.map("clock"), v);
        Duration wait = isSystem(node)
                ? Duration.ZERO
                : Duration.of(Vocabulary.long_(node.map("clock"), "wait"), ChronoUnit.MICROS);
        return switch (typed) {
            case 2 ->
                two(
                        node,
                        Join.of(sides.get(0), sides.get(1))
                                .insert(insert)
                                .window(
                                        byGetters ? JoinClock2.event(at, at, wait) : new JoinClock2<>(clock(node)),
                                        windower)
                                .ordered(node.flag("ordered")));
            case 3 ->
                three(
                        node,
                        Join.of(sides.get(0), sides.get(1), sides.get(2))
                                .insert(insert)
                                .window(
                                        byGetters ? JoinClock3.event(at, at, at, wait) : new JoinClock3<>(clock(node)),
                                        windower)
                                .ordered(node.flag("ordered")));
            case 4 ->
                four(
                        node,
                        Join.of(sides.get(0), sides.get(1), sides.get(2), sides.get(3))
                                .insert(insert)
                                .window(
                                        byGetters
                                                ? JoinClock4.event(at, at, at, at, wait)
                                                : new JoinClock4<>(clock(node)),
                                        windower)
                                .ordered(node.flag("ordered")));
            default ->
                any(
                        node,
                        Join.all(sides)
                                .insert(insert)
                                .window(clock(node), windower)
                                .ordered(node.flag("ordered")));
        };
    }

    private static boolean isSystem(Node node) {
        return "system".equals(node.map("clock").get("kind"));
    }

    private static WindowClock<? super JoinSide> clock(Node node) {
        return isSystem(node) ? SystemClock.of() : WindowSteps.eventClock(node, JoinSide::value);
    }

    private static WindowOut<String, ?, JoinSide> two(Node node, JoinWindow2<String, Object, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id(), (a, b) -> listOf(a, b));
            case "final" -> join.emitFinal(node.id(), (a, b) -> row(a, b));
            default -> join.emitRunning(node.id(), (a, b) -> row(a, b));
        };
    }

    private static WindowOut<String, ?, JoinSide> three(Node node, JoinWindow3<String, Object, Object, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id(), (a, b, c) -> listOf(a, b, c));
            case "final" -> join.emitFinal(node.id(), (a, b, c) -> row(a, b, c));
            default -> join.emitRunning(node.id(), (a, b, c) -> row(a, b, c));
        };
    }

    private static WindowOut<String, ?, JoinSide> four(
            Node node, JoinWindow4<String, Object, Object, Object, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id(), (a, b, c, d) -> listOf(a, b, c, d));
            case "final" -> join.emitFinal(node.id(), (a, b, c, d) -> row(a, b, c, d));
            default -> join.emitRunning(node.id(), (a, b, c, d) -> row(a, b, c, d));
        };
    }

    private static WindowOut<String, ?, JoinSide> any(Node node, JoinWindowN<String, Object> join) {
        return switch (node.text("emit")) {
            case "complete" -> join.emitComplete(node.id());
            case "final" -> join.emitFinal(node.id());
            default -> join.emitRunning(node.id());
        };
    }
}
