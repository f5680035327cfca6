package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Classes of users that extend ones of the JDK, and hash tables: what does not come back as it was is refused. */
class ExtendedClassesTest {
    private final RoundTripTest trip = new RoundTripTest();

    @Test
    void a_sorted_set_of_a_class_of_its_own_has_the_comparator_that_its_constructor_gives_it() {
        assertThat(RoundTripTest.<Backward>cast(trip.throughBatch(new Backward(List.of("a", "b"), true))))
                .containsExactly("b", "a");
        assertThatThrownBy(() -> trip.throughBatch(new Backward(List.of("a", "b"), false)))
                .hasMessageContaining("its comparator is not the one that its constructor without parameters gives it");
    }

    @Test
    void classes_that_extend_those_of_the_jdk_and_add_fields_are_refused_also_where_the_data_is_in_transient_ones() {
        for (Object value : List.of(
                new CountingSet(), new CountingQueue(), new CountingDate(), new CountingAdder(), new CountingMap())) {
            assertThatThrownBy(() -> trip.throughBatch(value))
                    .as("%s", value.getClass())
                    .hasMessageContaining("it extends java.util.")
                    .hasMessageContaining("whose fields are closed");
        }
        Squares squares = RoundTripTest.cast(trip.throughBatch(new Squares(3)));
        assertThat(squares).containsExactly(0, 1, 4);
    }

    @Test
    void a_map_has_the_order_of_one_that_was_never_sent() {
        for (int size = 0; size <= 100; size++) {
            Map<String, Integer> map = new HashMap<>();
            Set<String> set = new HashSet<>();
            for (int i = 0; i < size; i++) {
                map.put("key " + i * 7919, i);
                set.add("key " + i * 7919);
            }
            Map<String, Integer> sent = RoundTripTest.cast(trip.throughBatch(map));
            Set<String> sentSet = RoundTripTest.cast(trip.throughBatch(set));
            map.put("one more", 1);
            set.add("one more");
            sent.put("one more", 1);
            sentSet.add("one more");
            assertThat(sent.toString()).isEqualTo(map.toString());
            assertThat(sentSet.toString()).isEqualTo(set.toString());
        }
    }

    static final class CountingSet extends HashSet<String> {
        private static final long serialVersionUID = 1;
        int count;
    }

    static final class CountingQueue extends ArrayDeque<String> {
        private static final long serialVersionUID = 1;
        int count;
    }

    static final class CountingDate extends Date {
        private static final long serialVersionUID = 1;
        int count;
    }

    static final class CountingAdder extends LongAdder {
        private static final long serialVersionUID = 1;
        int count;
    }

    static final class CountingMap extends ConcurrentHashMap<String, String> {
        private static final long serialVersionUID = 1;
        int count;
    }

    static final class Squares extends AbstractList<Integer> {
        private final int size;

        Squares(int size) {
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return index * index;
        }

        @Override
        public int size() {
            return size;
        }
    }

    static final class Backward extends TreeSet<String> {
        private static final long serialVersionUID = 1;

        Backward() {
            super(Comparator.reverseOrder());
        }

        Backward(List<String> items, boolean backward) {
            super(backward ? Comparator.reverseOrder() : null);
            addAll(items);
        }
    }
}
