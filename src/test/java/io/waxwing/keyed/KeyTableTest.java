package io.waxwing.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyTableTest {
    @Test
    void after_many_random_changes_it_holds_what_a_map_holds() {
        var random = new Random(7);
        var table = new KeyTable();
        Map<Object, KeyedEntry> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String key = "k" + random.nextInt(3_000);
            KeyedEntry there = table.get(key);
            assertThat(there).isSameAs(model.get(key));
            if (there == null) {
                var entry = new KeyedEntry(key, "logic");
                table.put(entry);
                model.put(key, entry);
            } else if (random.nextInt(3) == 0) {
                table.remove(there);
                model.remove(key);
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
        assertThat(table.entries()).containsExactlyInAnyOrderElementsOf(model.values());
    }

    @Test
    void a_hundred_thousand_keys_of_one_hash_code_are_found_quickly() {
        List<String> keys = colliding(17);
        var table = new KeyTable();
        keys.forEach(key -> table.put(new KeyedEntry(key, "logic")));

        assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
        assertThat(table.size()).isEqualTo(keys.size());
        assertThat(keys).allSatisfy(key -> assertThat(table.get(key).key).isEqualTo(key));

        keys.forEach(key -> table.remove(table.get(key)));
        assertThat(table.size()).isZero();
    }

    @Test
    void keys_looked_up_together_are_those_looked_up_one_by_one() {
        List<Object> keys = new ArrayList<>(colliding(5));
        IntStream.range(0, 1_000).forEach(i -> keys.add("k" + i));
        var table = new KeyTable();
        keys.stream().filter(key -> key.hashCode() % 3 != 0).forEach(key -> table.put(new KeyedEntry(key, "logic")));
        Object[] all = keys.toArray();
        var found = new KeyedEntry[KeyTable.TOGETHER];

        for (int from = 0; from < all.length; from += found.length) {
            int to = Math.min(all.length, from + found.length);
            table.get(all, from, to, found);
            for (int i = from; i < to; i++) {
                assertThat(found[i - from]).isSameAs(table.get(all[i]));
            }
        }
    }

    @Test
    void a_key_that_is_put_again_is_there_once() {
        var table = new KeyTable();
        var second = new KeyedEntry("a", "second");
        table.put(new KeyedEntry("a", "first"));
        table.put(second);

        assertThat(table.entries()).containsExactly(second);
    }

    /** Texts of 2^pairs combinations of two pairs of characters that have one hash code. */
    private static List<String> colliding(int pairs) {
        List<String> texts = new ArrayList<>();
        IntStream.range(0, 1 << pairs).forEach(bits -> {
            var text = new StringBuilder();
            for (int i = 0; i < pairs; i++) {
                text.append((bits >>> i & 1) == 0 ? "Aa" : "BB");
            }
            texts.add(text.toString());
        });
        return texts;
    }
}
