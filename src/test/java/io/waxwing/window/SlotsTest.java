package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
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

    @Test
    void sides_against_a_sorted_map_of_rows() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var slots = new Slots();
            var expected = new TreeMap<Long, Object[]>();
            for (int i = 0; i < 200; i++) {
                long id = random.nextInt(3) == 0 ? random.nextInt(20) : i / 8 + random.nextInt(3);
                int index = slots.find(id);
                if (index >= 0 && random.nextInt(4) == 0) {
                    slots.remove(index);
                    expected.remove(id);
                } else {
                    if (index < 0) {
                        index = -index - 1;
                        slots.insert(index, id);
                    }
                    int side = random.nextInt(Slots.SIDES);
                    slots.setSide(index, side, i);
                    expected.computeIfAbsent(id, any -> new Object[Slots.SIDES])[side] = i;
                }
                while (slots.size() > random.nextInt(12)) {
                    slots.removeFirst();
                    expected.pollFirstEntry();
                }
                List<List<Object>> there = new ArrayList<>();
                for (int at = 0; at < slots.size(); at++) {
                    there.add(Arrays.asList(slots.id(at), slots.side(at, 0), slots.side(at, 1)));
                }
                List<List<Object>> rows = new ArrayList<>();
                expected.forEach((known, row) -> rows.add(Arrays.asList(known, row[0], row[1])));
                assertThat(there).as("seed %d", seed).isEqualTo(rows);
            }
        }
    }
}
