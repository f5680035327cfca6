package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    @Test
    void a_time_moved_later_fires_once_at_the_later_time() {
        var timers = new Timers();
        var entry = new TimedEntry("k", null);
        timers.set(entry, at(10));
        timers.set(entry, at(20));
        assertThat(timers.poll(at(15))).isNull();
        assertThat(timers.next()).isEqualTo(at(20));
        assertThat(timers.poll(at(20))).isSameAs(entry);
        assertThat(timers.poll(at(99))).isNull();
    }

    @Test
    void a_time_moved_earlier_fires_once_at_the_earlier_time() {
        var timers = new Timers();
        var entry = new TimedEntry("k", null);
        timers.set(entry, at(20));
        timers.set(entry, at(10));
        assertThat(timers.poll(at(10))).isSameAs(entry);
        assertThat(timers.poll(at(99))).isNull();
    }

    @Test
    void a_key_that_is_gone_or_took_its_time_back_does_not_fire() {
        var timers = new Timers();
        var gone = new TimedEntry("gone", null);
        var cleared = new TimedEntry("cleared", null);
        timers.set(gone, at(1));
        timers.set(cleared, at(1));
        gone.gone = true;
        timers.set(cleared, null);
        assertThat(timers.next()).isNull();
        assertThat(timers.poll(at(99))).isNull();
    }

    @Test
    void against_a_plain_map_of_times() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var timers = new Timers();
            Map<TimedEntry, Instant> expected = new HashMap<>();
            var entries = new TimedEntry[5];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = new TimedEntry(i, null);
            }
            for (int now = 0; now < 100; now++) {
                TimedEntry entry = entries[random.nextInt(entries.length)];
                Instant due = random.nextInt(4) == 0 ? null : at(now + random.nextInt(10));
                timers.set(entry, due);
                expected.put(entry, due);
                for (TimedEntry fired; (fired = timers.poll(at(now))) != null; ) {
                    assertThat(expected.remove(fired))
                            .as("seed %d", seed)
                            .isNotNull()
                            .isBeforeOrEqualTo(at(now));
                }
                int time = now;
                assertThat(expected.values().stream().filter(t -> t != null && !t.isAfter(at(time))))
                        .as("seed %d", seed)
                        .isEmpty();
            }
        }
    }
}
