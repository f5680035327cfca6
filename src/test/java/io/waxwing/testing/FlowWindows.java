package io.waxwing.testing;

import io.waxwing.KeyedStream;
import io.waxwing.WindowOut;
import io.waxwing.WindowedStream;
import io.waxwing.window.EventClock;
import io.waxwing.window.Late;
import io.waxwing.window.SystemClock;
import io.waxwing.window.WindowMetadata;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Windows of random flows; {@link ListWindows} and {@link ListArrivals} say what must come of them. */
final class FlowWindows {
    /** Where window 0 opens. */
    static final Instant ALIGNMENT = Instant.parse("2026-01-01T00:00:00Z");

    static final Duration GAP = Duration.ofSeconds(4);

    /** Nothing is ever late: then it does not matter in which order values come. */
    static final Duration FOR_EVER = Duration.ofDays(10_000);

    private FlowWindows() {}

    static boolean isSession(int variant) {
        return variant % 4 == 3;
    }

    static Duration length(int variant) {
        return Duration.ofSeconds(variant % 4 == 2 ? 7 : 10);
    }

    static Duration offset(int variant) {
        return switch (variant % 4) {
            case 0 -> Duration.ofSeconds(10);
            case 1 -> Duration.ofSeconds(5);
            default -> Duration.ofSeconds(3);
        };
    }

    /** How long values are waited for where their order is defined. */
    static Duration waiting(int variant) {
        return Duration.ofSeconds(variant / 20 * 15L);
    }

    /** A time within some tens of seconds, also before the alignment. */
    static Instant timestamp(Object value) {
        return ALIGNMENT.plusMillis(Math.floorMod(FlowFunctions.number(value) >> 5, 160L) * 500 - 30_000);
    }

    static Windower windower(int variant) {
        if (isSession(variant)) {
            return Windower.session(GAP);
        }
        return (variant % 4 == 0
                        ? Windower.tumbling(length(variant))
                        : Windower.sliding(length(variant), offset(variant)))
                .alignTo(ALIGNMENT);
    }

    /** Windows whose results are the same whatever the order of the values; they close at the end of the input. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static KeyedStream<Object, Object> unordered(String id, int variant, KeyedStream<Object, Object> in) {
        WindowedStream<Object, Object> windows =
                in.window(EventClock.of(FlowWindows::timestamp, FOR_EVER), windower(variant));
        WindowOut out =
                switch (variant / 4 % 5) {
                    case 0 -> windows.count(id);
                    case 1 -> windows.<Long>fold(id, () -> 0L, FlowWindows::plus, Long::sum);
                    case 2 -> windows.ordered(false).byPanes().<Long>fold(id, () -> 0L, FlowWindows::plus, Long::sum);
                    case 3 -> windows.max(id, FlowLogics.BY_NUMBER);
                    default -> windows.ordered(true).min(id, FlowLogics.BY_NUMBER);
                };
        return results(id, variant, out);
    }

    private static Long plus(Long sum, Object value) {
        return sum + FlowFunctions.number(value);
    }

    /**
     * Windows that close as values come, each with all its values by timestamp. Only timestamps move the clock, as what is late would
     * else depend on when values come.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static List<KeyedStream<Object, Object>> ordered(String id, int variant, KeyedStream<Object, Object> in) {
        var clock = EventClock.of(FlowWindows::timestamp, waiting(variant)).withNow(() -> ALIGNMENT);
        WindowedStream<Object, Object> windows = in.window(clock, windower(variant));
        WindowOut out = variant % 3 == 0
                ? windows.collectList(id)
                : windows.<Long>fold(
                        id,
                        () -> (long) variant,
                        (state, x) -> FlowFunctions.mix(state, FlowFunctions.number(x)),
                        (a, b) -> {
                            throw new IllegalStateException("sessions in the order of time never become one");
                        });
        KeyedStream<Object, WindowMetadata> meta = out.meta();
        KeyedStream<Object, Late<Object>> late = out.late();
        return List.of(
                results(id, variant, out),
                (KeyedStream) late,
                meta.mapValue(
                        id + "_meta",
                        window -> List.of(
                                idOf(variant, window.windowId()),
                                window.open().toString(),
                                window.close().toString())));
    }

    /**
     * Windows by the time at which values come, which differs from run to run: every value is in one of them, none is late, and those
     * of a key come in their order.
     */
    static KeyedStream<Object, Object> system(String id, int variant, KeyedStream<Object, Object> in) {
        Duration length = Duration.ofMillis(1 + variant % 20);
        Windower windower =
                switch (variant % 3) {
                    case 0 -> Windower.tumbling(length);
                    case 1 -> Windower.session(length);
                    default -> Windower.count(1 + variant / 3 % 4);
                };
        var out = in.window(SystemClock.of(), windower)
                .ordered(variant / 12 % 2 == 0)
                .collectList(id);
        out.late().raises(id + "_late");
        return out.down().flatMapValue(id + "_all", Windowed::value);
    }

    /** Windows over so many values, and what comes too late for them. */
    static List<KeyedStream<Object, Object>> counted(String id, int variant, KeyedStream<Object, Object> in) {
        var clock = EventClock.of(FlowWindows::timestamp, waiting(variant)).withNow(() -> ALIGNMENT);
        return streams(in.window(clock, Windower.count(most(variant)))
                .ordered(isCountOrdered(variant))
                .collectList(id));
    }

    static int most(int variant) {
        return 1 + variant % 4;
    }

    static boolean isCountOrdered(int variant) {
        return variant / 4 % 2 == 0;
    }

    /** A clock, windows and a logic of a user's own. */
    static List<KeyedStream<Object, Object>> own(String id, int variant, KeyedStream<Object, Object> in) {
        return streams(in.window(OwnWindows.latestClock(waiting(variant)), new OwnWindows.Bands())
                .apply(id, () -> new OwnWindows.Mixing(variant)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<KeyedStream<Object, Object>> streams(WindowOut out) {
        return List.of(out.down(), out.late());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static KeyedStream<Object, Object> results(String id, int variant, WindowOut out) {
        KeyedStream<Object, Windowed<Object>> down = out.down();
        return (KeyedStream)
                (isSession(variant)
                        ? down.mapValue(id + "_rows", w -> new Windowed<>(0, w.open(), w.close(), w.value()))
                        : down);
    }

    /** Ids of sessions depend on which value came first. */
    static long idOf(int variant, long windowId) {
        return isSession(variant) ? 0 : windowId;
    }
}
