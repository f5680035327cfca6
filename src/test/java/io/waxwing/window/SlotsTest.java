package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void against_a_sorted_map() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var slots = new Slots();
            var expected = new TreeMap<Long, Object>();
            for (int i = 0; i < 200; i++) {
                long id = random.nextInt(3) == 0 ? random.nextInt(20) : i / 8 + random.nextInt(3);
                int index = slots.find(id);
                assertThat(index >= 0).as("seed %d", seed).isEqualTo(expected.containsKey(id));
                if (index < 0) {
                    slots.insert(-index - 1, id);
                    slots.set(-index - 1, i);
                    expected.put(id, i);
                } else if (random.nextInt(4) == 0) {
                    slots.remove(index);
                    expected.remove(id);
                } else {
                    slots.set(index, i);
                    expected.put(id, i);
                }
                while (slots.size() > random.nextInt(12)) {
                    slots.removeFirst();
                    expected.pollFirstEntry();
                }
                assertThat(slots.isEmpty()).isEqualTo(expected.isEmpty());
                List<Long> ids = new ArrayList<>();
                List<Object> there = new ArrayList<>();
                for (int at = 0; at < slots.size(); at++) {
                    ids.add(slots.id(at));
                    there.add(slots.state(at));
                }
                assertThat(ids).as("seed %d", seed).isEqualTo(new ArrayList<>(expected.keySet()));
                assertThat(there).as("seed %d", seed).isEqualTo(new ArrayList<>(expected.values()));
            }
        }
    }
}
