package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotStatesTest {
    private record Kept(int place, Object state) {}

    @Test
    void each_place_has_its_own_state() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var states = new SlotStates();
            List<Kept> kept = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                boolean growing = i / 5_000 % 2 == 0;
                if (kept.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                    int place = states.add();
                    assertThat(states.get(place)).isNull();
                    states.set(place, i);
                    kept.add(new Kept(place, i));
                } else {
                    Kept gone = kept.remove(random.nextInt(kept.size()));
                    assertThat(states.get(gone.place)).as("seed %d", seed).isEqualTo(gone.state);
                    states.remove(gone.place);
                }
            }
            for (Kept each : kept) {
                assertThat(states.get(each.place)).as("seed %d", seed).isEqualTo(each.state);
            }
        }
    }

    @Test
    void there_is_no_more_room_than_for_what_was_there_at_once() {
        var states = new SlotStates();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            places.add(states.add());
            if (places.size() == 1_000) {
                places.forEach(states::remove);
                places.clear();
            }
        }
        assertThat(states.room()).isZero();
    }

    @Test
    void one_that_stays_keeps_no_more_than_those_that_began_with_it() {
        var states = new SlotStates();
        int stays = states.add();
        states.set(stays, "stays");
        for (int i = 0; i < 10_000; i++) {
            states.remove(states.add());
        }

        assertThat(states.get(stays)).isEqualTo("stays");
        assertThat(states.room()).isEqualTo(2 * 16);
    }

    @Test
    void once_all_have_gone_it_begins_anew() {
        var states = new SlotStates();
        for (int round = 0; round < 3; round++) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                places.add(states.add());
                states.set(places.get(i), i);
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(states.get(places.get(i))).isEqualTo(i);
                states.remove(places.get(i));
            }
            assertThat(states.room()).isZero();
        }
    }
}
