package io.waxwing.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
        timers.remove(gone);
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

    @Test
    void keys_are_notified_in_the_order_of_their_times_and_of_being_set() {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var timers = new Timers();
            List<TimedEntry> expected = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                var entry = new TimedEntry(i, null);
                timers.set(entry, random.nextLong(1L << random.nextInt(1, 61)) - 1000);
                expected.add(entry);
            }
            expected.sort(Comparator.comparingLong(entry -> entry.due));
            Instant end = Instant.ofEpochSecond(1L << 41);
            for (TimedEntry entry : expected) {
                assertThat(timers.poll(end)).as("seed %d", seed).isSameAs(entry);
            }
            assertThat(timers.next()).isNull();
        }
    }

    @Test
    void a_clock_that_goes_back_neither_loses_a_time_nor_lets_it_come_early() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var timers = new Timers();
            Map<TimedEntry, Instant> expected = new HashMap<>();
            for (int i = 0; i < 200; i++) {
                Instant now = at(random.nextInt(50));
                var entry = new TimedEntry(i, null);
                Instant due = at(random.nextInt(50));
                timers.set(entry, due);
                expected.put(entry, due);
                for (TimedEntry fired; (fired = timers.poll(now)) != null; ) {
                    assertThat(expected.remove(fired))
                            .as("seed %d", seed)
                            .isNotNull()
                            .isBeforeOrEqualTo(now);
                }
                assertThat(expected.values()).as("seed %d", seed).allMatch(time -> time.isAfter(now));
                Instant next = expected.values().stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null);
                assertThat(timers.next()).as("seed %d", seed).isEqualTo(next);
            }
        }
    }

    @Test
    void a_key_that_moves_behind_the_time_it_is_looked_at_leaves_one_note_and_fires_when_it_is_due() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var timers = new Timers();
            var entry = new TimedEntry("k", null);
            long look = 1_000_000L * random.nextInt(1, 5);
            long due = 0;
            for (int i = 0; i < 10; i++) {
                due = look + random.nextLong(10_000_000);
                timers.set(entry, due, look);
            }
            assertThat(timers.notes()).as("seed %d", seed).isOne();
            assertThat(timers.next()).as("seed %d", seed).isEqualTo(Instant.ofEpochSecond(0, look * 1000));
            assertThat(timers.poll(Instant.ofEpochSecond(0, (due - 1) * 1000)))
                    .as("seed %d", seed)
                    .isNull();
            assertThat(timers.next()).as("seed %d", seed).isEqualTo(Instant.ofEpochSecond(0, due * 1000));
            assertThat(timers.poll(Instant.ofEpochSecond(0, due * 1000)))
                    .as("seed %d", seed)
                    .isSameAs(entry);
            assertThat(timers.next()).as("seed %d", seed).isNull();
        }
    }

    @Test
    void keys_that_leave_a_time_and_come_back_to_it_leave_little_behind() {
        int keys = 1000;
        var timers = new Timers();
        var entries = new TimedEntry[keys];
        for (int i = 0; i < keys; i++) {
            entries[i] = new TimedEntry(i, null);
            timers.set(entries[i], at(1_000_000 + i));
        }
        int sweeps = 0;
        for (int round = 1; round <= 20; round++) {
            for (int i = 0; i < keys; i++) {
                int before = timers.notes();
                timers.set(entries[i], at(round));
                assertThat(timers.poll(at(round))).isSameAs(entries[i]);
                timers.set(entries[i], at(1_000_000 + i));
                assertThat(timers.notes()).isLessThanOrEqualTo(4 * keys + 64);
                sweeps += timers.notes() < before ? 1 : 0;
            }
        }
        assertThat(sweeps).isBetween(1, 10);
        for (int i = 0; i < keys; i++) {
            assertThat(timers.poll(at(2_000_000))).isSameAs(entries[i]);
        }
        assertThat(timers.poll(at(2_000_000))).isNull();
        assertThat(timers.keys()).isZero();
    }

    @Test
    void keys_that_move_their_times_forward_or_go_leave_little_behind() {
        int keys = 100;
        var timers = new Timers();
        var kept = new TimedEntry[keys];
        Arrays.setAll(kept, i -> new TimedEntry("kept", null));
        for (int i = 0; i < 100_000; i++) {
            timers.set(kept[i % keys], at(1_000_000 - i));
            var gone = new TimedEntry(i, null);
            timers.set(gone, at(2_000_000));
            timers.remove(gone);
            assertThat(timers.notes()).isLessThanOrEqualTo(4 * keys + 64);
        }
        for (int i = keys - 1; i >= 0; i--) {
            assertThat(timers.poll(at(900_001 + keys))).isSameAs(kept[i]);
        }
        assertThat(timers.next()).isNull();
    }
}
