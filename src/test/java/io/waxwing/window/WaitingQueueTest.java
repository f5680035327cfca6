package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The queue of values that wait against a list that is sorted by timestamp each time, which keeps the order of arrival within one. */
class WaitingQueueTest {
    private static final Instant[] ENDS = {Instant.MIN, Instant.MAX, Instant.parse("1600-01-01T00:00:00Z")};

    @Test
    void values_come_out_by_timestamp_and_those_of_one_timestamp_as_they_came() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var queue = new WaitingQueue();
            List<Waiting> expected = new ArrayList<>();
            long time = 0;
            for (int i = 0; i < 200; i++) {
                if (random.nextInt(5) < 3) {
                    time += random.nextInt(3);
                    Instant at = random.nextInt(30) == 0
                            ? ENDS[random.nextInt(ENDS.length)]
                            : Instant.ofEpochSecond(time - (random.nextInt(3) == 0 ? random.nextInt(20) : 0));
                    queue.add(at, i);
                    expected.add(new Waiting(at, i));
                    expected.sort(Comparator.comparing(Waiting::timestamp));
                } else if (!expected.isEmpty()) {
                    Waiting first = expected.remove(0);
                    assertThat(queue.first()).as("seed %d", seed).isEqualTo(first.timestamp());
                    assertThat(queue.take()).as("seed %d", seed).isEqualTo(first.value());
                }
                assertThat(queue.snapshot()).as("seed %d", seed).isEqualTo(expected);
                assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
            }
        }
    }

    @Test
    void the_watermark_comes_to_the_first_value_and_not_before() {
        var queue = new WaitingQueue();
        queue.add(Instant.ofEpochSecond(20), "late");
        queue.add(Instant.ofEpochSecond(10), "early");

        assertThat(queue.isDue(9_999_999_999L)).isFalse();
        assertThat(queue.isDue(10_000_000_000L)).isTrue();
        assertThat(queue.take()).isEqualTo("early");
        assertThat(queue.isDue(10_000_000_000L)).isFalse();
        assertThat(queue.isDue(20_000_000_000L)).isTrue();
    }
}
