package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws functions of the vocabulary, items and parameters of steps. */
final class Draw {
    private static final List<Long> UNITS = List.of(1L, 1_000L, 1_000_000L, 60_000_000L, 3_600_000_000L);
    /** Monday 2001-01-01T00:00Z, in microseconds. */
    private static final long ALIGNMENT = 978_307_200_000_000L;

    final SplittableRandom random;
    /** How far apart numbers of inputs are, at most, unless they are far apart; lengths of windows are multiples of it. */
    private final int step;
    /** Whether numbers come in no order at all, and mostly in time all the same, so that sessions meet. */
    final boolean shuffled;

    Draw(SplittableRandom random) {
        this.random = random;
        step = of(1, 2, 5, 20, 300);
        shuffled = oneIn(3);
    }

    long upTo(int end) {
        return random.nextInt(end);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    List<@Nullable Object> one() {
        return of(
                listOf("add", upTo(20) - 5),
                listOf("mul", 1 + upTo(5)),
                listOf("mod", 1 + upTo(40)),
                listOf("neg"),
                listOf("text"),
                listOf("pair"),
                listOf("wrap"),
                listOf("len"),
                listOf("first"),
                listOf("same"));
    }

    List<@Nullable Object> many() {
        return of(
                listOf("dup"),
                listOf("count", 1 + upTo(4)),
                listOf("lazy", 1 + upTo(4)),
                listOf("parts"),
                listOf("maybe", 1 + upTo(4)));
    }

    List<@Nullable Object> predicate() {
        long m = 2 + upTo(4);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> listOf("even");
            case 3, 4, 5 -> listOf("mod", m, upTo((int) m));
            case 6, 7 -> listOf("less", upTo(100));
            case 8 -> listOf("text");
            default -> listOf(of("all", "none"));
        };
    }

    List<@Nullable Object> key() {
        return switch (random.nextInt(6)) {
            case 0 -> listOf("one");
            case 1 -> listOf("text");
            default -> listOf("mod", 1 + upTo(Vocabulary.KEYS.size()));
        };
    }

    List<@Nullable Object> fold() {
        return listOf(of("sum", "list", "hash", "set"));
    }

    List<@Nullable Object> reduce() {
        return listOf(of("add", "mul", "concat"));
    }

    /** Numbers that are times to some steps: in order, nearly, or not at all; near each other or far apart; some twice. */
    List<@Nullable Object> items(boolean keyed, boolean timed) {
        List<@Nullable Object> items = new ArrayList<>();
        int size = oneIn(12) ? random.nextInt(2) : 2 + random.nextInt(timed || oneIn(4) ? 40 : 14);
        int disorder = (shuffled ? size : of(0, 0, 1, 3, 10)) * step;
        List<@Nullable Object> key = oneIn(timed ? 16 : 4) ? key() : listOf("mod", 1 + upTo(timed ? 2 : 4));
        long now = upTo(60) - 30;
        for (int i = 0; i < size; i++) {
            now += random.nextInt(step + 1);
            if (oneIn(timed ? 80 : 40)) {
                now += of(1, 1, 1, -1) * (long) of(1000, 50_000, 4_000_000);
            }
            items.add(item(now - random.nextInt(disorder + 1), items, keyed ? key : null));
        }
        if (oneIn(15)) {
            items.add(random.nextInt(items.size() + 1), "EOF");
        }
        return items;
    }

    private @Nullable Object item(long number, List<@Nullable Object> before, @Nullable List<@Nullable Object> key) {
        if (!before.isEmpty() && oneIn(10)) {
            return of(before);
        }
        Object value = number;
        if (oneIn(15)) {
            value = of("t" + number, "", "ä\"\\\n𝄞", listOf(number, "x"), listOf(), listOf(number, listOf(1L)));
        }
        return key == null ? value : listOf(Vocabulary.key(key, value), value);
    }

    Map<String, @Nullable Object> eventClock(boolean single) {
        long unit = of(UNITS);
        Map<String, @Nullable Object> clock = new LinkedHashMap<>();
        boolean ticking = single && oneIn(5);
        clock.put("kind", ticking ? "ticking" : "event");
        clock.put("origin", ALIGNMENT + of(0L, 0L, 1L, -7_777_777L, 631_152_000_000_000L, -2_000_000_000_000_000L));
        clock.put("unit", unit);
        clock.put("div", 1 + upTo(4));
        clock.put("wait", wait(clock, unit));
        clock.put("now", ALIGNMENT + of(0L, 1_000_000_000_000_000L, -5_000_000_000L));
        clock.put("classes", 1 + upTo(30));
        return clock;
    }

    private long wait(Map<String, @Nullable Object> clock, long unit) {
        return switch (shuffled ? random.nextInt(3) : random.nextInt(6)) {
            case 0 -> 0L;
            case 1, 2 -> WindowAnalysis.patience(clock);
            default -> unit * step * random.nextInt(of(2, 6, 20));
        };
    }

    Map<String, @Nullable Object> windower(long unit) {
        Map<String, @Nullable Object> windower = new LinkedHashMap<>();
        long length = Math.max(1, unit * step * (1 + random.nextInt(of(2, 4, 12))) / of(1, 1, 2, 3));
        String kind = shuffled && !oneIn(3) ? "session" : of("tumbling", "sliding", "session");
        windower.put("kind", kind);
        if (kind.equals("session")) {
            // about as far apart as values of a key are, so that they part and meet
            windower.put("gap", oneIn(8) ? 0L : unit * step * (1 + random.nextInt(3)) / of(1, 2, 4, 8));
            return windower;
        }
        windower.put("length", length);
        if (kind.equals("sliding")) {
            long parts = of(1, 2, 3, 5);
            windower.put("offset", Math.max(1, oneIn(3) ? length - length / 7 : length / parts));
        }
        windower.put("align", ALIGNMENT + of(0L, 0L, 1L, unit * 3, -unit * 1000 - 1, 40L * 365 * 86_400_000_000L));
        return windower;
    }

    /** Windows so long that the time at which the test runs is in the first. */
    Map<String, @Nullable Object> longWindower() {
        Map<String, @Nullable Object> windower = new LinkedHashMap<>();
        long century = 100L * 365 * 86_400_000_000L;
        String kind = of("tumbling", "sliding", "session");
        windower.put("kind", kind);
        if (kind.equals("session")) {
            windower.put("gap", century);
            return windower;
        }
        windower.put("length", 2 * century);
        if (kind.equals("sliding")) {
            windower.put("offset", century);
        }
        windower.put("align", ALIGNMENT);
        return windower;
    }
}
