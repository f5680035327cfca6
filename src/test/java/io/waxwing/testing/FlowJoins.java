package io.waxwing.testing;

import io.waxwing.Join;
import io.waxwing.JoinN;
import io.waxwing.KeyedStream;
import io.waxwing.WindowOut;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinSide;
import io.waxwing.window.EventClock;
import io.waxwing.window.JoinClock2;
import io.waxwing.window.JoinClock3;
import io.waxwing.window.JoinClock4;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins of random flows, of sides with types and of any number of sides; {@link ListWindows} says what must come of them. */
final class FlowJoins {
    private final String id;
    private final int variant;
    private final List<KeyedStream<Object, Object>> sides;
    private final JoinInsertMode mode;

    private FlowJoins(FlowNode node, List<KeyedStream<Object, Object>> sides, JoinInsertMode mode) {
        this.id = node.name();
        this.variant = node.variant();
        this.sides = sides;
        this.mode = mode;
    }

    /** A join of all sides; of several values of a side all count where their order is not defined. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static KeyedStream<Object, Object> join(FlowNode node, List<KeyedStream<Object, Object>> sides) {
        JoinInsertMode one = node.variant() % 2 == 0 ? JoinInsertMode.LAST : JoinInsertMode.FIRST;
        return (KeyedStream)
                switch (node.op()) {
                    case JOIN_ALL -> new FlowJoins(node, sides, JoinInsertMode.PRODUCT).atEnd();
                    case JOIN_LAST -> new FlowJoins(node, sides, one).atEnd();
                    case JOIN_RUNNING -> new FlowJoins(node, sides, one).lastOfRunning();
                    case JOIN_COMPLETE -> new FlowJoins(node, sides, JoinInsertMode.LAST).complete();
                    default ->
                        new FlowJoins(node, sides, keepsOne(node.variant()) ? one : JoinInsertMode.PRODUCT).windows();
                };
    }

    /** Whether a join by windows keeps one value of each side: that with the last or first timestamp, so that the order does not matter. */
    static boolean keepsOne(int variant) {
        return variant / 8 % 2 == 1 && isOrdered(variant) && !FlowWindows.isSession(variant);
    }

    private static boolean isOrdered(int variant) {
        return variant / 4 % 2 == 0;
    }

    /** What is seen of a value in a row by windows: of several with one timestamp any may be kept. */
    static Object seen(int variant, Object value) {
        return keepsOne(variant) && !value.equals("none")
                ? FlowWindows.timestamp(value).toEpochMilli()
                : value;
    }

    /** How many of the sides have types of their own; 0 for a list. */
    private int typed() {
        return variant / 2 % 2 == 0 && sides.size() <= 4 ? sides.size() : 0;
    }

    private KeyedStream<Object, Object> side(int number) {
        return sides.get(number);
    }

    private KeyedStream<Object, List<Object>> atEnd() {
        return switch (typed()) {
            case 2 -> Join.of(side(0), side(1)).insert(mode).emitFinal(id, (a, b) -> row(List.of(a, b)));
            case 3 -> Join.of(side(0), side(1), side(2)).insert(mode).emitFinal(id, (a, b, c) -> row(List.of(a, b, c)));
            case 4 ->
                Join.of(side(0), side(1), side(2), side(3))
                        .insert(mode)
                        .emitFinal(id, (a, b, c, d) -> row(List.of(a, b, c, d)));
            default -> list().emitFinal(id).mapValue(id + "_rows", FlowJoins::row);
        };
    }

    private JoinN<Object, Object> list() {
        return Join.<Object, Object>all(sides).insert(mode);
    }

    private KeyedStream<Object, List<Object>> running() {
        return switch (typed()) {
            case 2 -> Join.of(side(0), side(1)).insert(mode).emitRunning(id, (a, b) -> row(List.of(a, b)));
            case 3 ->
                Join.of(side(0), side(1), side(2)).insert(mode).emitRunning(id, (a, b, c) -> row(List.of(a, b, c)));
            case 4 ->
                Join.of(side(0), side(1), side(2), side(3))
                        .insert(mode)
                        .emitRunning(id, (a, b, c, d) -> row(List.of(a, b, c, d)));
            default -> list().emitRunning(id).mapValue(id + "_rows", FlowJoins::row);
        };
    }

    /** How many rows there were and the last of them: those before depend on which side comes first. */
    private KeyedStream<Object, List<Object>> lastOfRunning() {
        return running().foldFinal(id + "_last", () -> List.<Object>of(0), (before, row) -> {
            List<Object> counted = new ArrayList<>(List.of((int) before.get(0) + 1));
            counted.addAll(row);
            return counted;
        });
    }

    private KeyedStream<Object, List<Object>> complete() {
        return switch (typed()) {
            case 2 -> Join.of(side(0), side(1)).insert(mode).emitComplete(id, (a, b) -> List.of(a, b));
            case 3 -> Join.of(side(0), side(1), side(2)).insert(mode).emitComplete(id, (a, b, c) -> List.of(a, b, c));
            case 4 ->
                Join.of(side(0), side(1), side(2), side(3))
                        .insert(mode)
                        .emitComplete(id, (a, b, c, d) -> List.of(a, b, c, d));
            default -> list().emitComplete(id);
        };
    }

    private KeyedStream<Object, Windowed<List<Object>>> windows() {
        var clock = EventClock.<JoinSide>of(side -> FlowWindows.timestamp(side.value()), FlowWindows.FOR_EVER);
        Windower windower = FlowWindows.windower(variant);
        boolean ordered = isOrdered(variant);
        WindowOut<Object, List<Object>, JoinSide> out =
                switch (typed()) {
                    case 2 ->
                        Join.of(side(0), side(1))
                                .insert(mode)
                                .window(new JoinClock2<>(clock), windower)
                                .ordered(ordered)
                                .emitFinal(id, (a, b) -> row(List.of(a, b)));
                    case 3 ->
                        Join.of(side(0), side(1), side(2))
                                .insert(mode)
                                .window(new JoinClock3<>(clock), windower)
                                .ordered(ordered)
                                .emitFinal(id, (a, b, c) -> row(List.of(a, b, c)));
                    case 4 ->
                        Join.of(side(0), side(1), side(2), side(3))
                                .insert(mode)
                                .window(new JoinClock4<>(clock), windower)
                                .ordered(ordered)
                                .emitFinal(id, (a, b, c, d) -> row(List.of(a, b, c, d)));
                    default -> {
                        var rows =
                                list().window(clock, windower).ordered(ordered).emitFinal(id);
                        yield new WindowOut<>(
                                rows.down()
                                        .mapValue(
                                                id + "_list",
                                                w -> new Windowed<>(w.windowId(), w.open(), w.close(), row(w.value()))),
                                rows.late(),
                                rows.meta());
                    }
                };
        return out.down()
                .mapValue(
                        id + "_rows",
                        w -> new Windowed<>(
                                FlowWindows.idOf(variant, w.windowId()),
                                w.open(),
                                w.close(),
                                w.value().stream()
                                        .map(value -> seen(variant, value))
                                        .toList()));
    }

    private static List<Object> row(List<Optional<Object>> sides) {
        List<Object> row = new ArrayList<>();
        sides.forEach(side -> row.add(side.orElse("none")));
        return row;
    }
}
