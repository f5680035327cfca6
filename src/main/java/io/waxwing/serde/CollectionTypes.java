package io.waxwing.serde;

import static io.waxwing.serde.CollectionSerializers.elements;
import static io.waxwing.serde.CollectionSerializers.entries;
import static io.waxwing.serde.CollectionSerializers.filled;
import static io.waxwing.serde.CollectionSerializers.sortedMap;
import static io.waxwing.serde.CollectionSerializers.sortedSet;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Well-known collections. Those without a public class are found by making one. Views (sub-lists, key sets, entries of maps) arrive
 * as plain copies.
 */
@SuppressWarnings("JdkObsolete") // LinkedList is one of the types users may send
final class CollectionTypes {
    private static final List<Integer> THREE = List.of(1, 2, 3);

    private CollectionTypes() {}

    static void addTo(WellKnownTypes types) {
        addLists(types);
        addSets(types);
        addMaps(types);
        addImmutables(types);
        addUnmodifiables(types);
        addSynchronized(types);
        addEntries(types);
    }

    private static void addLists(WellKnownTypes types) {
        types.add(
                50,
                elements(ArrayList::new),
                ArrayList.class,
                classesOf(
                        new ArrayList<>(THREE).subList(0, 1),
                        new LinkedList<>(THREE).subList(0, 1),
                        Arrays.asList(1, 2).subList(0, 1),
                        new HashMap<>().values(),
                        new LinkedHashMap<>().values(),
                        new TreeMap<>().values()));
        types.add(51, elements(LinkedList::new), LinkedList.class);
        types.add(52, elements(ArrayDeque::new), ArrayDeque.class);
        types.add(53, CollectionSerializers.priorityQueue(), PriorityQueue.class);
        types.add(54, elements(e -> Arrays.asList(e.toArray())), Arrays.asList().getClass());
        types.add(55, elements(CopyOnWriteArrayList::new), CopyOnWriteArrayList.class);
    }

    private static void addSets(WellKnownTypes types) {
        types.add(56, elements(CollectionTypes::hashSet), HashSet.class);
        types.add(
                57,
                elements(LinkedHashSet::new),
                LinkedHashSet.class,
                classesOf(
                        new HashMap<>().keySet(),
                        new LinkedHashMap<>().keySet(),
                        new HashMap<>().entrySet(),
                        new LinkedHashMap<>().entrySet(),
                        new TreeMap<>().entrySet()));
        types.add(
                58,
                sortedSet(CollectionTypes::treeSet),
                TreeSet.class,
                classesOf(new TreeMap<Integer, Integer>().navigableKeySet()));
        types.add(
                59,
                EnumCollections.set(),
                EnumSet.class,
                EnumSet.noneOf(TimeUnit.class).getClass(),
                classNamed("java.util.JumboEnumSet"));
        types.add(
                60,
                elements(CollectionTypes::concurrentSet),
                ConcurrentHashMap.newKeySet().getClass());
    }

    private static Set<Object> hashSet(List<?> elements) {
        Set<Object> set = new HashSet<>(CollectionSerializers.capacity(elements.size()));
        set.addAll(elements);
        return set;
    }

    private static Map<Object, Object> concurrentMap(Map<?, ?> entries) {
        Map<Object, Object> map = new ConcurrentHashMap<>();
        entries.forEach(map::put); // one by one, as it has grown
        return map;
    }

    private static void addMaps(WellKnownTypes types) {
        types.add(61, filled(false), HashMap.class);
        types.add(62, filled(true), LinkedHashMap.class);
        TreeMap<Integer, Integer> tree = new TreeMap<>();
        types.add(63, sortedMap(TreeMap::new, m -> m), TreeMap.class, classesOf(tree.headMap(1), tree.descendingMap()));
        types.add(64, EnumCollections.map(), EnumMap.class);
        types.add(65, entries(CollectionTypes::concurrentMap), ConcurrentHashMap.class);
    }

    private static void addImmutables(WellKnownTypes types) {
        types.add(
                66,
                elements(WrappedCollections::immutableList),
                THREE.getClass(),
                classesOf(List.of(1), THREE.subList(0, 2), Collections.nCopies(2, 1)));
        types.add(
                67,
                elements(WrappedCollections::immutableSet),
                Set.of().getClass(),
                Set.of(1).getClass());
        types.add(
                68,
                entries(WrappedCollections::immutableMap),
                Map.of().getClass(),
                Map.of(1, 1).getClass());
        types.add(
                69,
                elements(e -> Collections.emptyList()),
                Collections.emptyList().getClass());
        types.add(
                70,
                elements(e -> Collections.emptySet()),
                Collections.emptySet().getClass());
        types.add(
                71, entries(e -> Collections.emptyMap()), Collections.emptyMap().getClass());
        types.add(
                72,
                elements(WrappedCollections::singletonList),
                Collections.singletonList(1).getClass());
        types.add(
                73,
                elements(WrappedCollections::singleton),
                Collections.singleton(1).getClass());
        types.add(
                74,
                entries(WrappedCollections::singletonMap),
                Collections.singletonMap(1, 1).getClass());
    }

    private static void addUnmodifiables(WellKnownTypes types) {
        NavigableSet<Integer> set = new TreeSet<>();
        NavigableMap<Integer, Integer> map = new TreeMap<>();
        types.add(
                75,
                elements(WrappedCollections::unmodifiableCollection),
                Collections.unmodifiableCollection(set).getClass(),
                classesOf(Collections.unmodifiableMap(map).values()));
        types.add(
                76,
                elements(WrappedCollections::unmodifiableList),
                Collections.unmodifiableList(new ArrayList<>()).getClass(),
                Collections.unmodifiableList(new LinkedList<>()).getClass());
        types.add(
                77,
                elements(WrappedCollections::unmodifiableSet),
                Collections.unmodifiableSet(set).getClass(),
                Collections.unmodifiableMap(map).entrySet().getClass());
        types.add(
                78,
                sortedSet((c, e) -> Collections.unmodifiableSortedSet(treeSet(c, e))),
                Collections.unmodifiableSortedSet(set).getClass());
        types.add(
                79,
                sortedSet((c, e) -> Collections.unmodifiableNavigableSet(treeSet(c, e))),
                Collections.unmodifiableNavigableSet(set).getClass(),
                Collections.emptyNavigableSet().getClass());
        types.add(
                80,
                entries(WrappedCollections::unmodifiableMap),
                Collections.unmodifiableMap(map).getClass());
        types.add(
                81,
                sortedMap(TreeMap::new, Collections::unmodifiableSortedMap),
                Collections.unmodifiableSortedMap(map).getClass());
        types.add(
                82,
                sortedMap(TreeMap::new, m -> Collections.unmodifiableNavigableMap((NavigableMap<?, ?>) m)),
                Collections.unmodifiableNavigableMap(map).getClass(),
                Collections.emptyNavigableMap().getClass());
    }

    private static void addSynchronized(WellKnownTypes types) {
        types.add(
                83,
                elements(WrappedCollections::synchronizedCollection),
                Collections.synchronizedCollection(new ArrayList<>()).getClass());
        types.add(
                84,
                elements(WrappedCollections::synchronizedList),
                Collections.synchronizedList(new ArrayList<>()).getClass(),
                Collections.synchronizedList(new LinkedList<>()).getClass());
        types.add(
                85,
                elements(WrappedCollections::synchronizedSet),
                Collections.synchronizedSet(new HashSet<>()).getClass());
        types.add(
                86,
                entries(WrappedCollections::synchronizedMap),
                Collections.synchronizedMap(new HashMap<>()).getClass());
    }

    private static void addEntries(WellKnownTypes types) {
        Map<Integer, Integer> map = new HashMap<>(Map.of(1, 1));
        types.add(87, new EntrySerializer(Map::entry), Map.entry(1, 1).getClass());
        types.add(
                88,
                new EntrySerializer(AbstractMap.SimpleEntry::new),
                AbstractMap.SimpleEntry.class,
                classesOf(
                        map.entrySet().iterator().next(),
                        new LinkedHashMap<>(map).entrySet().iterator().next(),
                        new TreeMap<>(map).entrySet().iterator().next(),
                        new ConcurrentHashMap<>(map).entrySet().iterator().next()));
        types.add(
                89,
                new EntrySerializer(AbstractMap.SimpleImmutableEntry::new),
                AbstractMap.SimpleImmutableEntry.class,
                Collections.unmodifiableMap(map).entrySet().iterator().next().getClass());
    }

    private static NavigableSet<Object> treeSet(@Nullable Comparator<Object> comparator, List<?> elements) {
        NavigableSet<Object> set = new TreeSet<>(comparator);
        set.addAll(elements);
        return set;
    }

    private static Set<Object> concurrentSet(List<?> elements) {
        Set<Object> set = ConcurrentHashMap.newKeySet();
        set.addAll(elements);
        return set;
    }

    private static Class<?>[] classesOf(Object... samples) {
        return Arrays.stream(samples).map(Object::getClass).toArray(Class<?>[]::new);
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return EnumSet.class; // a JDK that keeps large enum sets in another way
        }
    }
}
