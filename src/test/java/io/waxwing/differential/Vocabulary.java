package io.waxwing.differential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The functions that flows are made of, each a list: a name and its numbers. Every one takes values of every type, by the number
 * that stands for a value. What reference.py does, word for word.
 */
final class Vocabulary {
    static final long MODULUS = 1_000_003;
    private static final long SPAN = 5_000_000;
    static final List<String> KEYS = List.of("a", "b", "ü", "", "𝄞", "k 5", "B");

    /** A total order: only equal values are the same in it. */
    static final Comparator<@Nullable Object> RANK = Comparator.<@Nullable Object>comparingLong(Vocabulary::num)
            .thenComparing(Vocabulary::show, Vocabulary::byCodePoint);

    private Vocabulary() {}

    private static int byCodePoint(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    static long num(@Nullable Object v) {
        if (v instanceof Long n) {
            return n;
        } else if (v instanceof String s) {
            return s.codePoints().asLongStream().reduce(5, (h, c) -> (h * 31 + c) % MODULUS);
        } else if (v instanceof List<?> list) {
            long h = 11;
            for (Object x : list) {
                h = Math.floorMod(h * 31 + num(x), MODULUS);
            }
            return h;
        }
        return 7;
    }

    static String show(@Nullable Object v) {
        if (v instanceof List<?> list) {
            return list.stream().map(Vocabulary::show).collect(Collectors.joining(",", "[", "]"));
        }
        return v == null ? "-" : v.toString();
    }

    private static String text(@Nullable Object v) {
        return v instanceof String s ? s : "t" + num(v);
    }

    private static String name(List<@Nullable Object> f) {
        return (String) Objects.requireNonNull(f.get(0));
    }

    static long number(List<@Nullable Object> f, int index) {
        return (Long) Objects.requireNonNull(f.get(index));
    }

    static List<@Nullable Object> listOf(@Nullable Object... items) {
        return Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(items)));
    }

    static Object one(List<@Nullable Object> f, Object v) {
        return switch (name(f)) {
            case "add" -> num(v) + number(f, 1);
            case "mul" -> Math.floorMod(Math.floorMod(num(v), MODULUS) * number(f, 1), MODULUS);
            case "mod" -> Math.floorMod(num(v), number(f, 1));
            case "neg" -> -num(v);
            case "text" -> "t" + num(v);
            case "pair" -> listOf(v, Math.floorMod(num(v), 3L));
            case "wrap" -> listOf(v);
            case "len" ->
                v instanceof List<?> list
                        ? (long) list.size()
                        : v instanceof String s ? (long) s.codePointCount(0, s.length()) : (Object) 1L;
            case "first" -> {
                Object first = v instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
                yield first == null ? v : first;
            }
            case "same" -> v;
            default -> throw unknown(f);
        };
    }

    static Iterable<Object> many(List<@Nullable Object> g, Object v) {
        return switch (name(g)) {
            case "dup" -> List.of(v, v);
            case "count" -> upTo(Math.floorMod(num(v), number(g, 1)));
            case "lazy" -> {
                Iterator<Object> numbers = LongStream.range(0, Math.floorMod(num(v), number(g, 1)))
                        .<Object>mapToObj(n -> n)
                        .iterator();
                yield () -> numbers;
            }
            case "parts" ->
                v instanceof List<?> list
                        ? list.stream()
                                .filter(Objects::nonNull)
                                .<Object>map(Objects::requireNonNull)
                                .toList()
                        : List.of(v);
            case "maybe" -> Math.floorMod(num(v), number(g, 1)) == 0 ? List.of() : List.of(v);
            default -> throw unknown(g);
        };
    }

    private static List<Object> upTo(long end) {
        return LongStream.range(0, end).<Object>mapToObj(n -> n).toList();
    }

    static boolean keeps(List<@Nullable Object> p, @Nullable Object v) {
        return switch (name(p)) {
            case "even" -> Math.floorMod(num(v), 2L) == 0;
            case "mod" -> Math.floorMod(num(v), number(p, 1)) == number(p, 2);
            case "less" -> num(v) < number(p, 1);
            case "text" -> v instanceof String;
            case "all" -> true;
            case "none" -> false;
            default -> throw unknown(p);
        };
    }

    static String key(List<@Nullable Object> k, Object v) {
        return switch (name(k)) {
            case "mod" -> KEYS.get((int) Math.floorMod(num(v), number(k, 1)));
            case "one" -> "all";
            case "text" -> "x" + Math.floorMod(num(v), 1000L);
            default -> throw unknown(k);
        };
    }

    static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    /** The time of a value by a clock's origin, unit and divisor: some values have the same. */
    static Instant at(Map<String, @Nullable Object> clock, Object v) {
        long n = Math.floorMod(num(v) + SPAN, 2 * SPAN) - SPAN;
        return moment(long_(clock, "origin") + Math.floorDiv(n, long_(clock, "div")) * long_(clock, "unit"));
    }

    static long long_(Map<String, @Nullable Object> args, String name) {
        return (Long) Objects.requireNonNull(args.get(name));
    }

    static Object foldInit(List<@Nullable Object> f) {
        return switch (name(f)) {
            case "sum" -> 0L;
            case "list", "set" -> List.of();
            case "hash" -> 17L;
            default -> throw unknown(f);
        };
    }

    static Object fold(List<@Nullable Object> f, Object s, @Nullable Object v) {
        return switch (name(f)) {
            case "sum" -> (Long) s + num(v);
            case "list" -> joined((List<?>) s, Collections.singletonList(v));
            case "hash" -> Math.floorMod((Long) s * 31 + num(v), MODULUS);
            case "set" -> {
                List<@Nullable Object> set = new ArrayList<>((List<?>) s);
                if (!set.contains(v)) {
                    set.add(v);
                    set.sort(RANK);
                }
                yield Collections.unmodifiableList(set);
            }
            default -> throw unknown(f);
        };
    }

    static Object foldMerge(List<@Nullable Object> f, Object s, Object t) {
        return switch (name(f)) {
            case "sum" -> (Long) s + (Long) t;
            case "list" -> joined((List<?>) s, (List<?>) t);
            case "hash" -> Math.floorMod((Long) s * 37 + (Long) t, MODULUS);
            case "set" -> {
                Object all = s;
                for (Object v : (List<?>) t) {
                    all = fold(f, all, v);
                }
                yield all;
            }
            default -> throw unknown(f);
        };
    }

    static Object reduce(List<@Nullable Object> f, Object a, Object b) {
        return switch (name(f)) {
            case "add" -> num(a) + num(b);
            case "mul" -> Math.floorMod(Math.floorMod(num(a), MODULUS) * Math.floorMod(num(b), MODULUS), MODULUS);
            case "concat" -> text(a) + text(b);
            default -> throw unknown(f);
        };
    }

    private static List<@Nullable Object> joined(List<?> a, List<?> b) {
        List<@Nullable Object> all = new ArrayList<>(a);
        all.addAll(b);
        return Collections.unmodifiableList(all);
    }

    private static IllegalArgumentException unknown(List<@Nullable Object> f) {
        return new IllegalArgumentException("not in the vocabulary: " + f);
    }
}
