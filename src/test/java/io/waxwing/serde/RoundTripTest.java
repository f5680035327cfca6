package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    @TempDir
    Path directory;

    private final TypePolicy policy = TypePolicy.forCodeSourceOf(RoundTripTest.class, List.of());

    static Stream<Arguments> values() {
        Instant now = Instant.parse("2024-02-29T12:34:56.789012345Z");
        OffsetDateTime offset = now.atOffset(ZoneOffset.ofHoursMinutes(5, 30));
        Map<Integer, String> map = new TreeMap<>(Map.of(1, "a", 2, "b"));
        return Stream.of(
                        Stream.of(
                                "",
                                "ascii",
                                "zażółć \ud83d\ude00",
                                "\u00e9\u00ff",
                                "\ud800 alone",
                                "x".repeat(100_000)),
                        Stream.of(
                                true,
                                (byte) -1,
                                (short) -300,
                                'ż',
                                1,
                                Integer.MIN_VALUE,
                                1L,
                                Long.MIN_VALUE,
                                1.5f,
                                Double.NaN),
                        Stream.of(
                                new BigDecimal("-123.4500"),
                                new BigInteger("123456789012345678901234567890"),
                                BigInteger.ZERO),
                        Stream.of(new UUID(-1, 7), URI.create("http://a/b?c"), Locale.CANADA_FRENCH, Locale.ROOT),
                        Stream.of(
                                Currency.getInstance("EUR"),
                                new Date(17),
                                DayOfWeek.FRIDAY,
                                TimeUnit.DAYS,
                                RoundingMode.UP),
                        Stream.of(
                                now, Instant.MIN, Instant.MAX, Duration.ofNanos(-1), Period.of(1, -2, 3), Year.of(-3)),
                        Stream.of(
                                LocalDate.MIN,
                                LocalTime.MAX,
                                LocalDateTime.MAX,
                                MonthDay.of(2, 29),
                                YearMonth.of(2024, 2)),
                        Stream.of(
                                ZoneOffset.MAX,
                                ZoneId.of("Europe/Warsaw"),
                                ZoneId.of("UTC+3"),
                                offset,
                                offset.toOffsetTime()),
                        Stream.of(OffsetTime.MIN, ZonedDateTime.ofInstant(now, ZoneId.of("America/New_York"))),
                        Stream.of(
                                Optional.empty(),
                                Optional.of("x"),
                                OptionalInt.of(-5),
                                OptionalInt.empty(),
                                OptionalLong.of(9)),
                        Stream.of(OptionalDouble.of(1.25), OptionalLong.empty(), OptionalDouble.empty()),
                        Stream.of(
                                List.of(),
                                List.of(1),
                                List.of(1, 2),
                                List.of(1, 2, 3, 4),
                                List.copyOf(new ArrayList<>(List.of(1)))),
                        Stream.of(
                                Stream.of(1, null, 3).toList(),
                                Set.of(),
                                Set.of(1),
                                Set.of(1, 2, 3),
                                Map.of(),
                                Map.of(1, 2)),
                        Stream.of(
                                Map.of(1, 2, 3, 4, 5, 6),
                                Map.copyOf(map),
                                Arrays.asList(1, null),
                                Collections.nCopies(3, "x")),
                        Stream.of(Collections.emptyList(), Collections.emptySet(), Collections.emptyMap()),
                        Stream.of(
                                Collections.singletonList(null),
                                Collections.singleton(1),
                                Collections.singletonMap(1, null)),
                        Stream.of(
                                Collections.emptySortedSet(),
                                Collections.emptySortedMap(),
                                Collections.emptyNavigableMap()),
                        Stream.of(
                                Collections.unmodifiableList(new LinkedList<>(List.of(1))),
                                Collections.unmodifiableSet(Set.of(1))),
                        Stream.of(
                                Collections.unmodifiableMap(map),
                                Collections.unmodifiableSortedMap(new TreeMap<>(map))),
                        Stream.of(
                                Collections.unmodifiableNavigableMap(new TreeMap<>(map)),
                                Collections.synchronizedMap(map)),
                        Stream.of(
                                Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(1, 2))),
                                Collections.synchronizedList(list())),
                        Stream.of(
                                list(),
                                list().subList(1, 3),
                                new LinkedList<>(list()),
                                new CopyOnWriteArrayList<>(list())),
                        Stream.of(
                                new HashSet<>(list()),
                                new LinkedHashSet<>(list()),
                                new TreeSet<>(list()),
                                new HashSet<>()),
                        Stream.of(
                                new HashMap<>(map),
                                new LinkedHashMap<>(map),
                                map,
                                new ConcurrentHashMap<>(map),
                                map.keySet()),
                        Stream.of(
                                new TreeMap<>(map).descendingMap(),
                                new TreeMap<>(map).headMap(2),
                                new HashMap<>(map).entrySet()),
                        Stream.of(
                                new EnumMap<>(Map.of(Color.RED, 1)),
                                new EnumMap<>(Color.class),
                                EnumSet.of(Color.GREEN)),
                        Stream.of(EnumSet.noneOf(Color.class), EnumSet.allOf(Large.class), Color.RED, Color.GREEN),
                        Stream.of(
                                BitSet.valueOf(new long[] {5, 9}),
                                new BitSet(),
                                Map.entry(1, "x"),
                                map.entrySet().iterator().next()),
                        Stream.of(
                                new AbstractMap.SimpleEntry<>(1, null), new AbstractMap.SimpleImmutableEntry<>("k", 2)),
                        Stream.of(
                                new byte[] {1, 2},
                                new boolean[] {true, false},
                                new short[] {-1},
                                new char[] {'a'},
                                new int[] {1, -2}),
                        Stream.of(
                                new long[] {Long.MAX_VALUE},
                                new float[] {1.5f},
                                new double[] {-0.0},
                                new int[0],
                                new int[][] {{1}, {}}),
                        Stream.of(
                                new String[] {"a", null},
                                new Object[] {1, "b", List.of()},
                                new Color[] {Color.RED},
                                new List<?>[0]),
                        Stream.of(
                                new Number[] {1, 2L}, new Order[][] {{new Order("x", 1, null)}, {}}, new Object[0][0]),
                        Stream.of(
                                KeyValue.of("k", 1L),
                                KeyValue.of("k", null),
                                new Empty(),
                                new Order("id", 3, List.of("a"))),
                        Stream.of(
                                new Generic<>(new Generic<>("deep")),
                                new Wide(true, (byte) 1, (short) 2, 'c', 4, 5, 6, 7)),
                        Stream.of(
                                new Plain("a", 3),
                                new WithoutDefault("x", 7),
                                new Inherited.Derived(1, 2),
                                new Words(List.of("a", "b"))))
                .flatMap(s -> s)
                .map(v -> Arguments.of((Object) v));
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_supported_value_comes_back_equal(Object value) {
        assertSame(value, throughBatch(value));
        StateCodec state = new StateCodec(policy);
        assertSame(value, new StateCodec(policy).decode(state.encode(value)));
        assertSame(KeyValue.of(value, value), throughBatch(KeyValue.of(value, value)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_supported_value_fits_in_a_mixed_column(Object value) {
        Object[] out = throughBatch(new Object[] {"first", value, null, 7L, value}, 5);
        assertThat(out[0]).isEqualTo("first");
        assertSame(value, out[1]);
        assertThat(out[2]).isNull();
        assertThat(out[3]).isEqualTo(7L);
        assertSame(value, out[4]);
    }

    @Test
    void a_class_of_many_fields_comes_back() throws ReflectiveOperationException, IOException {
        String components = IntStream.range(0, 200).mapToObj(i -> "int f" + i).collect(Collectors.joining(", "));
        String fields = components.replace(", ", "; private ");
        CompiledClasses flow = CompiledClasses.of(
                directory, "Many", "record Many(" + components + ") { static final class Plain { " + fields + "; } }");
        Object value = flow.make("Many", IntStream.range(0, 200).boxed().toArray());
        StateCodec codec = new StateCodec(flow.policy());
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        Object plain = flow.make("Many$Plain");
        assertThat(codec.decode(codec.encode(plain))).usingRecursiveComparison().isEqualTo(plain);
    }

    @Test
    void a_constant_with_a_body_is_the_same_constant() {
        assertThat(throughBatch(Color.GREEN)).isSameAs(Color.GREEN);
        assertThat(((Object[]) throughBatch(new Object[] {Color.GREEN}))[0]).isSameAs(Color.GREEN);
    }

    @Test
    void unmodifiable_collections_come_back_unmodifiable() {
        List<Collection<Integer>> collections = List.of(
                List.of(1),
                Set.of(1),
                List.copyOf(List.of(1, 2, 3)),
                Collections.emptyList(),
                Collections.singletonList(1),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableSet(new HashSet<>(List.of(1))),
                Collections.unmodifiableCollection(new ArrayList<>(List.of(1))),
                Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
                Collections.unmodifiableNavigableSet(new TreeSet<>(List.of(1))));
        for (Collection<Integer> collection : collections) {
            Collection<Integer> copy = cast(throughBatch(collection));
            assertThatThrownBy(() -> copy.add(5)).isInstanceOf(UnsupportedOperationException.class);
        }
        List<Map<Integer, Integer>> maps = List.of(
                Map.of(1, 1),
                Collections.emptyMap(),
                Collections.singletonMap(1, 1),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 1))),
                Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 1))),
                Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(1, 1))));
        for (Map<Integer, Integer> map : maps) {
            Map<Integer, Integer> copy = cast(throughBatch(map));
            assertThatThrownBy(() -> copy.put(5, 5)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void queues_keep_their_order() {
        ArrayDeque<Integer> deque = cast(throughBatch(new ArrayDeque<>(List.of(3, 1, 2))));
        assertThat(deque).containsExactly(3, 1, 2);
        PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(List.of(3, 1, 2));
        PriorityQueue<Integer> copy = cast(throughBatch(queue));
        assertThat(List.of(copy.remove(), copy.remove(), copy.remove())).containsExactly(3, 2, 1);
    }

    @Test
    void comparators_of_the_jdk_and_named_ones_are_kept() {
        List<Comparator<String>> comparators = List.of(
                Comparator.naturalOrder(),
                Comparator.reverseOrder(),
                String.CASE_INSENSITIVE_ORDER,
                String.CASE_INSENSITIVE_ORDER.reversed(),
                new ByLength());
        for (Comparator<String> comparator : comparators) {
            TreeSet<String> set = new TreeSet<>(comparator);
            set.addAll(List.of("bb", "A", "ccc"));
            assertThat(RoundTripTest.<TreeSet<String>>cast(throughBatch(set))).containsExactlyElementsOf(set);
            TreeMap<String, Integer> map = new TreeMap<>(comparator);
            set.forEach(s -> map.put(s, 1));
            assertThat(RoundTripTest.<TreeMap<String, Integer>>cast(throughBatch(map))
                            .keySet())
                    .containsExactlyElementsOf(set);
        }
    }

    @Test
    void rarer_types_of_the_jdk_are_kept() {
        TreeMap<Integer, String> map = new TreeMap<>(Map.of(1, "a", 2, "b"));
        Stack<Integer> stack = new Stack<>();
        stack.addAll(list());
        ConcurrentSkipListSet<Integer> set = new ConcurrentSkipListSet<>(Comparator.reverseOrder());
        set.addAll(list());
        LongAdder adder = new LongAdder();
        adder.add(-9);
        List<Object> values = List.of(
                new ConcurrentLinkedDeque<>(list()),
                new ConcurrentLinkedQueue<>(list()),
                new Vector<>(list()),
                stack,
                set,
                new ConcurrentSkipListMap<>(map),
                new AtomicReference<>("x"),
                adder,
                IntStream.of(1, 2, -3).summaryStatistics(),
                LongStream.of(1, 2, -3).summaryStatistics(),
                LongStream.empty().summaryStatistics(),
                DoubleStream.of(1.5, 2, -3).summaryStatistics(),
                DoubleStream.of(Double.NaN).summaryStatistics());
        for (Object value : values) {
            StateCodec codec = new StateCodec(policy);
            assertThat(codec.decode(codec.encode(value))).hasSameClassAs(value).hasToString(value.toString());
        }
    }

    @Test
    void counters_keep_their_value() {
        assertThat(((AtomicLong) throughBatch(new AtomicLong(-4))).get()).isEqualTo(-4);
        assertThat(throughBatch(new StringBuilder("ż"))).hasToString("ż");
    }

    private static List<Integer> list() {
        return new ArrayList<>(List.of(4, 3, 2, 1));
    }

    Object throughBatch(Object value) {
        return throughBatch(new Object[] {value}, 1)[0];
    }

    private Object[] throughBatch(Object[] values, int count) {
        BatchCodec codec = new BatchCodec(policy, 1 << 20);
        BatchCodec.Encoded encoded = codec.encode(new ChannelTypes(), values, values, 0, count, 1 << 19);
        Object[] keys = new Object[count];
        Object[] copy = new Object[count];
        new BatchCodec(policy, 1 << 20).decode(new ChannelTypes(), encoded.payload(), count, keys, copy);
        assertThat(encoded.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertSame(copy[i], keys[i]);
        }
        return copy;
    }

    private static void assertSame(Object expected, Object actual) {
        if (expected instanceof KeyValue<?, ?> pair) {
            assertSame(pair.key(), ((KeyValue<?, ?>) actual).key());
            assertSame(pair.value(), ((KeyValue<?, ?>) actual).value());
        } else if (hasNoEquals(expected)) {
            assertThat(actual).hasSameClassAs(expected).hasToString(expected.toString());
        } else {
            assertThat(Objects.deepEquals(actual, expected))
                    .as("%s is %s", actual, expected)
                    .isTrue();
        }
    }

    private static boolean hasNoEquals(Object value) {
        return value instanceof Number && value.getClass().getName().contains("Atomic")
                || value instanceof ArrayDeque
                || value instanceof StringBuilder
                || value instanceof PriorityQueue
                || value != null
                        && value.getClass()
                                == Collections.unmodifiableCollection(List.of()).getClass();
    }

    @SuppressWarnings("unchecked")
    static <T> T cast(Object value) {
        return (T) value;
    }

    enum Color {
        RED,
        GREEN {
            @Override
            int depth() {
                return 2;
            }
        };

        int depth() {
            return 1;
        }
    }

    record Empty() {}

    private record Order(String id, long amount, List<String> lines) {}

    record Generic<T>(T value) {}

    record Wide(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    static final class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Words() {}

        Words(List<String> words) {
            super(words);
        }
    }

    static final class ByLength implements Comparator<String> {
        @Override
        public int compare(String a, String b) {
            return Integer.compare(a.length(), b.length());
        }
    }
}
