package io.waxwing.serde;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Serializers of collections and maps, each from how its contents are turned back into one. */
final class CollectionSerializers {
    private CollectionSerializers() {}

    /** Any collection; built from its elements. */
    static WireSerializer<Collection<?>> elements(Function<List<?>, ? extends Collection<?>> build) {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, Collection<?> value) {
                Elements.write(kryo, out, value);
            }

            @Override
            Collection<?> read(WireKryo kryo, PayloadInput in) {
                return build.apply(Arrays.asList(Elements.read(kryo, in)));
            }
        };
    }

    /** Any map; built from its entries in a LinkedHashMap. */
    static WireSerializer<Map<?, ?>> entries(Function<Map<?, ?>, ? extends Map<?, ?>> build) {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, Map<?, ?> value) {
                Elements.writeMap(kryo, out, value);
            }

            @Override
            Map<?, ?> read(WireKryo kryo, PayloadInput in) {
                @Nullable Object[] contents = Elements.readMap(kryo, in);
                return build.apply(fill(new LinkedHashMap<>(capacity(contents)), contents));
            }
        };
    }

    /** HashMap and LinkedHashMap, which are filled in place. */
    static WireSerializer<Map<?, ?>> filled(boolean linked) {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, Map<?, ?> value) {
                Elements.writeMap(kryo, out, value);
            }

            @Override
            Map<?, ?> read(WireKryo kryo, PayloadInput in) {
                @Nullable Object[] contents = Elements.readMap(kryo, in);
                int capacity = capacity(contents);
                return fill(linked ? new LinkedHashMap<>(capacity) : new HashMap<>(capacity), contents);
            }
        };
    }

    /** Sorted sets: their comparator, then their elements. */
    static WireSerializer<SortedSet<?>> sortedSet(
            BiFunction<@Nullable Comparator<Object>, List<?>, ? extends SortedSet<?>> build) {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, SortedSet<?> value) {
                Comparators.write(kryo, out, value.comparator());
                Elements.write(kryo, out, value);
            }

            @Override
            SortedSet<?> read(WireKryo kryo, PayloadInput in) {
                Comparator<Object> comparator = Comparators.read(kryo, in);
                return build.apply(comparator, Arrays.asList(Elements.read(kryo, in)));
            }
        };
    }

    /** Sorted maps: their comparator, then their entries. */
    static WireSerializer<SortedMap<?, ?>> sortedMap(
            Function<@Nullable Comparator<Object>, SortedMap<Object, Object>> make,
            Function<SortedMap<?, ?>, SortedMap<?, ?>> wrap) {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, SortedMap<?, ?> value) {
                Comparators.write(kryo, out, value.comparator());
                Elements.writeMap(kryo, out, value);
            }

            @Override
            SortedMap<?, ?> read(WireKryo kryo, PayloadInput in) {
                SortedMap<Object, Object> map = make.apply(Comparators.read(kryo, in));
                fill(map, Elements.readMap(kryo, in));
                return wrap.apply(map);
            }
        };
    }

    static WireSerializer<PriorityQueue<?>> priorityQueue() {
        return new WireSerializer<>() {
            @Override
            void write(WireKryo kryo, PayloadOutput out, PriorityQueue<?> value) {
                Comparators.write(kryo, out, value.comparator());
                Elements.write(kryo, out, value);
            }

            @Override
            PriorityQueue<?> read(WireKryo kryo, PayloadInput in) {
                Comparator<Object> comparator = Comparators.read(kryo, in);
                @Nullable Object[] elements = Elements.read(kryo, in);
                PriorityQueue<Object> queue = new PriorityQueue<>(Math.max(1, elements.length), comparator);
                queue.addAll(Arrays.asList(elements));
                return queue;
            }
        };
    }

    private static int capacity(@Nullable Object[] contents) {
        return capacity(contents.length / 2);
    }

    /** That of a table that has grown to so many entries from the smallest one there is unless asked: then it has the same order. */
    static int capacity(int entries) {
        return Math.max(16, (4 * entries + 2) / 3);
    }

    private static <M extends Map<Object, Object>> M fill(M map, @Nullable Object[] contents) {
        for (int i = 0; i < contents.length; i += 2) {
            map.put(contents[i], contents[i + 1]);
        }
        return map;
    }
}
