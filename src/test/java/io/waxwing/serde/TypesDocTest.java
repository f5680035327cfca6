package io.waxwing.serde;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the page on types about collections: what they name comes back, or is refused. */
@SuppressWarnings("JdkObsolete") // old collections are among those that users may send, or may try to
class TypesDocTest {
    private static final List<Integer> LIST = new ArrayList<>(List.of(2, 1));
    private static final Map<Integer, Integer> MAP = new TreeMap<>(Map.of(1, 2, 3, 4));

    private final TypePolicy policy = TypePolicy.forCodeSourceOf(TypesDocTest.class, List.of());

    /** By name on the page. */
    static Stream<Map.Entry<String, Object>> kept() {
        return Stream.of(
                entry("ArrayList", LIST),
                entry("LinkedList", new LinkedList<>(LIST)),
                entry("Vector", new Vector<>(LIST)),
                entry("Stack", new Stack<>()),
                entry("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(LIST)),
                entry("Arrays.asList", Arrays.asList(1, null)),
                entry("ArrayDeque", new ArrayDeque<>(LIST)),
                entry("PriorityQueue", new PriorityQueue<>(LIST)),
                entry("ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(LIST)),
                entry("ConcurrentLinkedDeque", new ConcurrentLinkedDeque<>(LIST)),
                entry("HashSet", new HashSet<>(LIST)),
                entry("LinkedHashSet", new LinkedHashSet<>(LIST)),
                entry("TreeSet", new TreeSet<>(LIST)),
                entry("EnumSet", EnumSet.of(TimeUnit.DAYS)),
                entry("ConcurrentSkipListSet", new ConcurrentSkipListSet<>(LIST)),
                entry("ConcurrentHashMap.newKeySet", ConcurrentHashMap.newKeySet()),
                entry("HashMap", new HashMap<>(MAP)),
                entry("LinkedHashMap", new LinkedHashMap<>(MAP)),
                entry("TreeMap", MAP),
                entry("EnumMap", new EnumMap<>(Map.of(TimeUnit.DAYS, 1))),
                entry("ConcurrentHashMap", new ConcurrentHashMap<>(MAP)),
                entry("ConcurrentSkipListMap", new ConcurrentSkipListMap<>(MAP)),
                entry("List.of", List.of(1, 2, 3)),
                entry("Set.of", Set.of(1, 2, 3)),
                entry("Map.of", Map.of(1, 2, 3, 4)),
                entry("Stream.toList", Stream.of(1, null, 3).toList()),
                entry("Collections.empty...", Collections.emptyMap()),
                entry("singleton...", Collections.singletonList(1)),
                entry("unmodifiable...", Collections.unmodifiableSortedMap(new TreeMap<>(MAP))),
                entry("synchronizedCollection", Collections.synchronizedCollection(LIST)),
                entry("synchronizedList", Collections.synchronizedList(LIST)),
                entry("synchronizedSet", Collections.synchronizedSet(new HashSet<>(LIST))),
                entry("synchronizedMap", Collections.synchronizedMap(MAP)));
    }

    static Stream<Map.Entry<String, Object>> refused() {
        return Stream.of(
                entry("IdentityHashMap", new IdentityHashMap<>(MAP)),
                entry("WeakHashMap", new WeakHashMap<>(MAP)),
                entry("Hashtable", new Hashtable<>(MAP)),
                entry("Properties", new Properties()),
                entry("CopyOnWriteArraySet", new CopyOnWriteArraySet<>(LIST)),
                entry("blocking queues", new LinkedBlockingQueue<>(LIST)),
                entry("blocking queues", new ArrayBlockingQueue<>(1)),
                entry("Collections.checked...", Collections.checkedList(LIST, Integer.class)),
                entry("`values` and `entrySet` of concurrent maps", new ConcurrentHashMap<>(MAP).values()),
                entry("`values` and `entrySet` of concurrent maps", new ConcurrentHashMap<>(MAP).entrySet()),
                entry("`values` and `entrySet` of concurrent maps", new ConcurrentSkipListMap<>(MAP).values()),
                entry("newSetFromMap", Collections.newSetFromMap(new HashMap<>())),
                entry("synchronizedSortedMap", Collections.synchronizedSortedMap(new TreeMap<>(MAP))),
                entry("synchronizedSortedSet", Collections.synchronizedSortedSet(new TreeSet<>(LIST))));
    }

    static Stream<Object> copied() {
        Stream<Object> views = Stream.of(
                LIST.subList(0, 1),
                Arrays.asList(1, 2).subList(0, 1),
                Collections.nCopies(2, "x"),
                new TreeMap<>(MAP).headMap(2),
                new TreeMap<>(MAP).descendingMap());
        Stream<Object> ofMaps = Stream.of(new HashMap<>(MAP), new LinkedHashMap<>(MAP), new TreeMap<>(MAP))
                .flatMap(map -> Stream.of(map.keySet(), map.entrySet(), map.values()));
        Stream<Object> entries = Stream.of(
                        new HashMap<>(MAP),
                        new LinkedHashMap<>(MAP),
                        new TreeMap<>(MAP),
                        new ConcurrentHashMap<>(MAP),
                        new ConcurrentSkipListMap<>(MAP))
                .map(map -> map.entrySet().iterator().next());
        return Stream.of(views, ofMaps, entries).flatMap(samples -> samples);
    }

    @ParameterizedTest
    @MethodSource("copied")
    void what_comes_back_as_a_copy_has_the_same_contents(Object value) {
        Object copy = new StateCodec(policy).decode(new StateCodec(policy).encode(value));

        assertThat(copy).hasToString(value.toString());
    }

    private static String line(String start) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/docs/types.md"))) {
            return lines.filter(line -> line.startsWith(start)).reduce("", String::concat);
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_is_on_the_page_comes_back(Map.Entry<String, Object> sample) throws IOException {
        Object value = sample.getValue();
        Object copy = new StateCodec(policy).decode(new StateCodec(policy).encode(value));

        assertThat(copy).hasSameClassAs(value).hasToString(value.toString());
        assertThat(line("| lists, queues") + line("| sets") + line("| maps") + line("| of `List"))
                .contains(sample.getKey());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_the_page_says_is_refused_is(Map.Entry<String, Object> sample) throws IOException {
        assertThatThrownBy(() -> new StateCodec(policy).encode(sample.getValue()))
                .isInstanceOf(SerdeException.class)
                .hasMessageContaining(sample.getValue().getClass().getName());
        assertThat(line("- other collections")).contains(sample.getKey());
        assertThat(sample.getValue()).isInstanceOfAny(Collection.class, Map.class);
    }
}
