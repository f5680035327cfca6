package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchCodecTest {
    private static final int MAX = 1 << 16;

    private final TypePolicy policy = TypePolicy.forCodeSourceOf(BatchCodecTest.class, List.of());
    private final BatchCodec sender = new BatchCodec(policy, MAX);
    private final BatchCodec receiver = new BatchCodec(policy, MAX);
    private final ChannelTypes sending = new ChannelTypes();
    private final ChannelTypes receiving = new ChannelTypes();

    record Pair(String name, long amount) {}

    record Other(int value) {}

    record Node(Object next) {}

    record Blob(byte[] bytes) {}

    enum Kind {
        PLAIN
    }

    static Stream<List<Object>> columns() {
        return Stream.<Object[]>of(
                        LongStream.range(0, 300).boxed().toArray(),
                        LongStream.of(-129, 5).boxed().toArray(),
                        LongStream.of(1L << 31, 5).boxed().toArray(),
                        LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE).boxed().toArray(),
                        LongStream.of(-128, 127).boxed().toArray(),
                        IntStream.of(-128, 127).boxed().toArray(),
                        IntStream.of(-32768, 32767).boxed().toArray(),
                        IntStream.of(Integer.MIN_VALUE, Integer.MAX_VALUE)
                                .boxed()
                                .toArray(),
                        new Object[] {1.5, Double.NaN, -0.0, Double.MIN_VALUE},
                        new Object[] {
                            "a", "", "b".repeat(7), "b".repeat(8), "b".repeat(9), "b".repeat(16), "b".repeat(17)
                        },
                        new Object[] {
                            "?".repeat(40), "\u00ff".repeat(40), "?\u0100".repeat(20), "\ud83d\ude00".repeat(20)
                        },
                        new Object[] {
                            "x".repeat(63), "x".repeat(64), "x".repeat(65), "\u0100".repeat(63), "\u0100".repeat(64)
                        },
                        new Object[] {null, null, null},
                        new Object[] {null, "a", null},
                        new Object[] {"a", null},
                        new Object[] {1L, 1},
                        new Object[] {new Pair("a", 1), new Pair(null, -1), new Pair("c", Long.MIN_VALUE)},
                        new Object[] {new Pair("a", 1), new Other(2), 3L, KeyValue.of("k", new Other(5))},
                        new Object[] {Kind.PLAIN, Kind.PLAIN},
                        new Object[] {List.of(1), List.of(2)})
                .map(Arrays::asList);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void a_column_comes_back_as_values_and_as_keys(List<Object> values) {
        Object[] column = values.toArray();
        Object[] other = new Object[column.length];
        Arrays.setAll(other, i -> "v" + i);
        assertThat(roundTrip(null, column)).isEqualTo(column);
        assertThat(roundTrip(other, column)).isEqualTo(column);
        assertThat(roundTrip(column, other)).isEqualTo(other);
    }

    @Test
    void texts_of_every_length_and_alphabet_come_back() {
        Random random = new Random(5);
        Object[] texts = new Object[400];
        for (int i = 0; i < texts.length; i++) {
            int bound = i % 3 == 0 ? 0x80 : i % 3 == 1 ? 0x100 : 0x10000;
            char[] chars = new char[i / 3];
            for (int j = 0; j < chars.length; j++) {
                chars[j] = (char) (j < chars.length - 1 && bound > 0x100 ? 'a' : random.nextInt(bound));
            }
            texts[i] = new String(chars);
        }
        assertThat(roundTrip(null, texts)).isEqualTo(texts);
    }

    @Test
    void eight_characters_and_a_small_number_take_ten_bytes() {
        Object[] keys = new Object[1000];
        Object[] values = new Object[1000];
        Arrays.setAll(keys, i -> String.format("%08d", i));
        Arrays.setAll(values, i -> (long) i % 100);
        assertThat(sender.encode(sending, keys, values, 0, 1000, MAX).payload()).hasSizeLessThan(10_010);
    }

    @Test
    void a_type_is_named_in_the_first_payload_of_a_channel_only() {
        Object[] values = {new Pair("a", 1)};
        byte[] first = sender.encode(sending, null, values, 0, 1, MAX).payload();
        byte[] second = sender.encode(sending, null, values, 0, 1, MAX).payload();
        assertThat(text(first)).contains(Pair.class.getName());
        assertThat(text(second)).doesNotContain("Pair");
        assertThat(decode(first, 1)).isEqualTo(values);
        assertThat(decode(second, 1)).isEqualTo(values);
        assertThat(text(sender.encode(new ChannelTypes(), null, values, 0, 1, MAX)
                        .payload()))
                .contains(Pair.class.getName());
    }

    @Test
    void types_named_in_a_payload_that_failed_are_named_again() {
        Object[] failing = {new Pair("a", 1), new Thread("t")};
        assertThatThrownBy(() -> sender.encode(sending, null, failing, 0, 2, MAX))
                .isInstanceOf(SerdeException.class);
        Object[] values = {new Other(1), new Pair("a", 1)};
        assertThat(roundTrip(null, values)).isEqualTo(values);
        assertThat(roundTrip(null, values)).isEqualTo(values);
    }

    @Test
    void a_range_is_encoded_from_its_first_to_before_its_last() {
        Object[] values = {"no", "a", "b", "no"};
        BatchCodec.Encoded encoded = sender.encode(sending, null, values, 1, 3, MAX);
        assertThat(encoded.count()).isEqualTo(2);
        assertThat(decode(encoded.payload(), 2)).containsExactly("a", "b");
    }

    @Test
    void encoding_stops_at_the_soft_limit_and_loses_nothing() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            int count = 1 + random.nextInt(60);
            Object[] keys = new Object[count];
            Object[] values = new Object[count];
            int kind = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                keys[i] = "k".repeat(random.nextInt(round % 2 == 0 ? 10 : 2000));
                int size = random.nextInt(500);
                values[i] = switch (kind) {
                    case 0 -> (Object) (long) size;
                    case 1 -> "v".repeat(size);
                    case 2 -> new Pair("p".repeat(size), i);
                    default -> i % 2 == 0 ? new Other(i) : "x".repeat(size);
                };
            }
            int limit = 1 + random.nextInt(3000);
            List<Object> keysBack = new ArrayList<>();
            List<Object> valuesBack = new ArrayList<>();
            for (int at = 0; at < count; ) {
                BatchCodec.Encoded part = sender.encode(sending, keys, values, at, count, limit);
                assertThat(part.count()).isPositive();
                if (part.count() > 1) {
                    assertThat(part.payload().length).isLessThan(limit + limit / 2 + 2 * 2600 + 100);
                }
                Object[] k = new Object[part.count()];
                Object[] v = new Object[part.count()];
                receiver.decode(receiving, part.payload(), part.count(), k, v);
                keysBack.addAll(Arrays.asList(k));
                valuesBack.addAll(Arrays.asList(v));
                at += part.count();
            }
            assertThat(keysBack).containsExactly(keys);
            assertThat(valuesBack).containsExactly(values);
        }
    }

    @Test
    void small_items_before_a_large_one_go_ahead_of_it() {
        Object[] values = {"small", "x".repeat(MAX - 10), "small"};
        BatchCodec.Encoded encoded = sender.encode(sending, null, values, 0, 3, MAX);
        assertThat(encoded.count()).isEqualTo(1);
        assertThat(sender.encode(sending, null, values, 1, 3, MAX).count()).isEqualTo(1);
    }

    @Test
    void keys_larger_than_a_payload_are_cut_too() {
        Object[] keys = new Object[10];
        Object[] values = new Object[10];
        Arrays.setAll(keys, i -> "k".repeat(MAX / 3));
        Arrays.setAll(values, i -> (long) i);
        BatchCodec.Encoded encoded = sender.encode(sending, keys, values, 0, 10, MAX);
        assertThat(encoded.count()).isBetween(1, 2);
        assertThat(encoded.payload().length).isLessThanOrEqualTo(MAX);
    }

    static Stream<Object> tooLarge() {
        return Stream.of(
                "x".repeat(MAX + 1), "\u0100".repeat(MAX), new Blob(new byte[MAX]), new Pair("y".repeat(MAX), 1));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void a_record_that_fits_in_no_payload_is_refused_with_its_size(Object value) {
        Object[] values = {value};
        assertThatThrownBy(() -> sender.encode(sending, null, values, 0, 1, MAX))
                .isInstanceOfSatisfying(
                        SerdeException.class, e -> assertThat(e.kind()).isEqualTo(SerdeException.Kind.TOO_LARGE))
                .hasMessageMatching("a record of \\d+ bytes is larger than the limit of 65536 bytes \\(.*\\)");
        assertThat(roundTrip(null, new Object[] {new Pair("a", 1)})).containsExactly(new Pair("a", 1));
    }

    @Test
    void the_size_of_a_record_that_is_too_large_is_exact() {
        Object[] values = {"x".repeat(100_000)};
        assertThatThrownBy(() -> sender.encode(sending, null, values, 0, 1, MAX))
                .hasMessageContaining("of 100005 bytes");
    }

    @Test
    void of_a_record_that_is_too_large_the_larger_part_is_named() {
        String large = "x".repeat(100_000);
        String larger = large + "x".repeat(100);
        Object huge = Collections.nCopies(100, large);
        assertNames(new Object[] {larger}, new Object[] {new Pair(large, 1)}, "its key: class java.lang.String");
        assertNames(new Object[] {huge}, new Object[] {null}, "its key: class java.util.Collections$CopiesList");
        assertNames(new Object[] {large}, new Object[] {new Pair(larger, 1)}, "record " + Pair.class.getName());
        assertNames(new Object[] {"k"}, new Object[] {huge}, "class java.util.Collections$CopiesList");
    }

    private void assertNames(Object[] keys, Object[] values, String what) {
        assertThatThrownBy(() -> sender.encode(sending, keys, values, 0, 1, MAX))
                .hasMessageEndingWith(" bytes is larger than the limit of 65536 bytes (" + what + ")");
    }

    @Test
    void an_object_that_multiplies_when_written_is_refused() {
        List<Object> twice = List.of("leaf", "leaf");
        for (int i = 0; i < 50; i++) {
            twice = List.of(twice, twice);
        }
        Object[] values = {twice};
        assertThatThrownBy(() -> sender.encode(sending, null, values, 0, 1, MAX))
                .hasMessageContaining("more than")
                .hasMessageContaining("larger than the limit of 65536 bytes");
    }

    static Stream<Object> cyclic() {
        HashMap<String, Object> map = new LinkedHashMap<>();
        map.put("self", map);
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object[] array = new Object[1];
        array[0] = array;
        return Stream.of(map, list, new Node(array));
    }

    @ParameterizedTest
    @MethodSource("cyclic")
    void an_object_that_refers_to_itself_is_refused(Object value) {
        Object[] values = {value};
        assertThatThrownBy(() -> sender.encode(sending, null, values, 0, 1, MAX))
                .isInstanceOf(SerdeException.class)
                .hasMessageContaining("refer to themselves");
        assertThat(roundTrip(null, new Object[] {"fine"})).containsExactly("fine");
    }

    @Test
    void sixty_levels_of_nesting_are_fine_and_seventy_are_not() {
        assertThat(roundTrip(null, new Object[] {nested(60)})).containsExactly(nested(60));
        Object[] values = {nested(70)};
        assertThatThrownBy(() -> sender.encode(sending, null, values, 0, 1, MAX))
                .isInstanceOf(SerdeException.class)
                .hasMessageContaining("nested more than");
    }

    private static Node nested(int depth) {
        Node node = new Node(null);
        for (int i = 1; i < depth; i++) {
            node = new Node(node);
        }
        return node;
    }

    @Test
    void a_class_that_is_not_allowed_is_named_with_what_to_add() {
        Object[] values = {new Node(List.of(org.assertj.core.data.Index.atIndex(1)))};
        assertThatThrownBy(() -> sender.encode(sending, null, values, 0, 1, MAX))
                .isInstanceOfSatisfying(
                        SerdeException.class, e -> assertThat(e.kind()).isEqualTo(SerdeException.Kind.NOT_ALLOWED))
                .hasMessage(
                        "class org.assertj.core.data.Index may not be sent between workers: it is neither one of the flow's own"
                                + " classes nor a known value type of the JDK; allow it (RunConfig.withAllowedTypes, --allow-type"
                                + " org.assertj.core.data.Index) or put its data into a record of the flow (found inside io.waxwing.serde.BatchCodecTest$Node)");
    }

    @Test
    void to_allow_a_class_is_no_advice_where_it_would_not_help() {
        for (Object closed : List.of(
                new Thread("t"), new java.util.StringJoiner(","), List.of().iterator())) {
            assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {closed}, 0, 1, MAX))
                    .isInstanceOfSatisfying(
                            SerdeException.class, e -> assertThat(e.kind()).isEqualTo(SerdeException.Kind.NOT_ALLOWED))
                    .hasMessage(
                            "class %s may not be sent between workers: it is neither one of the flow's own classes nor a"
                                    + " known value type of the JDK, and could not be written even if allowed; put its"
                                    + " data into a record of the flow",
                            closed.getClass().getName());
        }
        Object[] open = {java.nio.file.StandardOpenOption.READ};
        assertThatThrownBy(() -> sender.encode(sending, null, open, 0, 1, MAX))
                .hasMessageContaining(
                        "; allow it (RunConfig.withAllowedTypes, --allow-type java.nio.file.StandardOpenOption) or");
    }

    @Test
    void a_lambda_is_refused_in_words_that_help() {
        Supplier<String> lambda = () -> "x";
        assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {lambda}, 0, 1, MAX))
                .hasMessageContaining("can't be sent between workers: it is a lambda");
        TreeMap<String, String> map = new TreeMap<>(Comparator.comparing(String::length));
        assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {map}, 0, 1, MAX))
                .hasMessageContaining("the comparator of a sorted collection is a lambda");
    }

    @Test
    void an_inner_class_that_drags_its_surroundings_along_is_refused() {
        Object inner = new Object() {
            @Override
            public String toString() {
                return "of " + policy;
            }
        };
        assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {inner}, 0, 1, MAX))
                .hasMessageContaining(
                        "is an inner class that holds on to the object around it; make it static or a record");
    }

    @SuppressWarnings("serial")
    static final class Limited extends LinkedHashMap<String, String> {
        final int limit = 5;
    }

    @SuppressWarnings("serial")
    static final class Failure extends RuntimeException {}

    @Test
    void a_class_whose_data_is_in_closed_fields_of_the_jdk_is_refused() {
        assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {new Limited()}, 0, 1, MAX))
                .hasMessageContaining("whose fields are closed; hold the collection in a field instead");
        assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {new Failure()}, 0, 1, MAX))
                .hasMessageContaining(
                        "it extends java.lang.Throwable, whose fields are closed; send its data in a record");
    }

    @SuppressWarnings("serial")
    static final class Packed implements java.io.Serializable {
        private transient Object[] contents = {1};

        private Object writeReplace() {
            return contents;
        }
    }

    @Test
    void a_class_that_hides_its_data_from_us_is_refused_rather_than_emptied() {
        assertThatThrownBy(() -> sender.encode(sending, null, new Object[] {new Packed()}, 0, 1, MAX))
                .hasMessageContaining("keeps data in transient fields and has its own way to write it")
                .hasMessageContaining("copy it into a collection of the JDK or a record of the flow");
    }

    @Test
    void an_object_that_is_referred_to_twice_arrives_twice() {
        List<Integer> shared = new ArrayList<>(List.of(1));
        Object[] copy = roundTrip(null, new Object[] {List.of(shared, shared)});
        List<?> both = (List<?>) copy[0];
        assertThat(both.get(0)).isEqualTo(shared).isNotSameAs(both.get(1));
    }

    @Test
    void payloads_that_do_not_fit_the_frame_are_refused() {
        Object[] values = {new Pair("a", 1), new Pair("b", 2)};
        byte[] payload = sender.encode(sending, null, values, 0, 2, MAX).payload();
        assertThatThrownBy(() -> decode(payload, 1)).hasMessageContaining("the frame says 1 items, its payload 2");
        assertThatThrownBy(() -> receiver.decode(receiving, payload, 2, new Object[2], new Object[2]))
                .hasMessageContaining("flags are 0 where 1 was expected");
        assertThatThrownBy(() -> decode(Arrays.copyOf(payload, payload.length + 1), 2))
                .hasMessageContaining("1 bytes are left over");
        assertThatThrownBy(() -> decode(Arrays.copyOf(payload, payload.length - 1), 2))
                .isInstanceOf(SerdeException.class)
                .hasMessageStartingWith("malformed data: ");
        assertThatThrownBy(() -> decode(new byte[MAX + 1], 1)).hasMessageContaining("more than the limit of 65536");
        assertThatThrownBy(() -> decode(new byte[0], 1)).hasMessageContaining("it ends too early");
        assertThat(decode(payload, 2)).isEqualTo(values);
    }

    @Test
    void a_payload_that_was_lost_before_is_noticed() {
        sender.encode(sending, null, new Object[] {new Pair("a", 1)}, 0, 1, MAX);
        byte[] second = sender.encode(sending, null, new Object[] {new Other(1)}, 0, 1, MAX)
                .payload();
        assertThatThrownBy(() -> decode(second, 1)).hasMessageContaining("a payload was lost or came twice");
        byte[] third = sender.encode(sending, null, new Object[] {new Other(1)}, 0, 1, MAX)
                .payload();
        assertThatThrownBy(() -> decode(third, 1)).hasMessageContaining("was never defined here");
    }

    @Test
    void a_declared_size_beyond_the_bytes_there_are_allocates_nothing() {
        byte[] huge = {0, 1, 0, 1, 50 + 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7
        }; // an ArrayList of 2^31 - 1
        assertThatThrownBy(() -> decode(huge, 1))
                .hasMessageContaining("a size of 2147483647 is declared where 0 bytes are left");
        byte[] text = {0, 1, 0, 2, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 15};
        assertThatThrownBy(() -> decode(text, 1)).hasMessageContaining("a text of 2147483647 characters");
    }

    private Object[] roundTrip(Object[] keys, Object[] values) {
        BatchCodec.Encoded encoded = sender.encode(sending, keys, values, 0, values.length, MAX);
        assertThat(encoded.count()).isEqualTo(values.length);
        Object[] keysBack = keys == null ? null : new Object[keys.length];
        Object[] back = new Object[values.length];
        receiver.decode(receiving, encoded.payload(), encoded.count(), keysBack, back);
        assertThat(keysBack).isEqualTo(keys);
        return back;
    }

    private Object[] decode(byte[] payload, int count) {
        Object[] values = new Object[count];
        receiver.decode(receiving, payload, count, null, values);
        return values;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
