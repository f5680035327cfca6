package io.waxwing.serde;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Immutable, unmodifiable and synchronized collections: what is inside is copied, the wrapper is put around the copy. */
final class WrappedCollections {
    private WrappedCollections() {}

    /** {@code List.of}; with nulls in it, as {@code Stream.toList} may make it. */
    static List<?> immutableList(List<?> elements) {
        return elements.contains(null) ? elements.stream().toList() : List.copyOf(elements);
    }

    /** {@code Set.of}; twice the same element is refused. */
    static Set<?> immutableSet(List<?> elements) {
        return Set.of(elements.toArray());
    }

    static Map<?, ?> immutableMap(Map<?, ?> entries) {
        return Map.copyOf(entries);
    }

    static List<?> singletonList(List<?> elements) {
        return Collections.singletonList(only(elements));
    }

    static Set<?> singleton(List<?> elements) {
        return Collections.singleton(only(elements));
    }

    static Map<?, ?> singletonMap(Map<?, ?> entries) {
        Map.Entry<?, ?> only = only(List.copyOf(entries.entrySet()));
        return Collections.singletonMap(only.getKey(), only.getValue());
    }

    private static <T> T only(List<T> elements) {
        if (elements.size() != 1) {
            throw SerdeException.malformed("a singleton of " + elements.size());
        }
        return elements.get(0);
    }

    static Collection<?> unmodifiableCollection(List<?> elements) {
        return Collections.unmodifiableCollection(new ArrayList<>(elements));
    }

    static List<?> unmodifiableList(List<?> elements) {
        return Collections.unmodifiableList(new ArrayList<>(elements));
    }

    static Set<?> unmodifiableSet(List<?> elements) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }

    static Map<?, ?> unmodifiableMap(Map<?, ?> entries) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Collection<?> synchronizedCollection(List<?> elements) {
        return Collections.synchronizedCollection(new ArrayList<>(elements));
    }

    static List<?> synchronizedList(List<?> elements) {
        return Collections.synchronizedList(new ArrayList<>(elements));
    }

    static Set<?> synchronizedSet(List<?> elements) {
        return Collections.synchronizedSet(new LinkedHashSet<>(elements));
    }

    static Map<?, ?> synchronizedMap(Map<?, ?> entries) {
        return Collections.synchronizedMap(new LinkedHashMap<>(entries));
    }
}
