package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which aligned windows a timestamp is in, against the definition in unbounded numbers. */
class AssignmentTest {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private static BigInteger nanos(Instant instant) {
        return BigInteger.valueOf(instant.getEpochSecond()).multiply(NANOS).add(BigInteger.valueOf(instant.getNano()));
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds()).multiply(NANOS).add(BigInteger.valueOf(duration.getNano()));
    }

    private static Instant instant(BigInteger nanos) {
        BigInteger low = nanos(Instant.MIN);
        BigInteger high = nanos(Instant.MAX);
        BigInteger[] parts = nanos.max(low).min(high).divideAndRemainder(NANOS);
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
    }

    /** All ids whose window, from open inclusive to close exclusive, has the timestamp in it: looked for around an estimate. */
    private static List<Long> naive(SlidingWindower windower, Instant timestamp) {
        BigInteger since = nanos(timestamp).subtract(nanos(windower.alignment));
        BigInteger length = nanos(windower.length);
        BigInteger offset = nanos(windower.offset);
        long around = new BigDecimal(since)
                .divide(new BigDecimal(offset), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
        long reach = length.divide(offset).longValueExact() + 3;
        List<Long> ids = new ArrayList<>();
        for (long id = around - reach; id <= around + reach; id++) {
            BigInteger open = offset.multiply(BigInteger.valueOf(id));
            if (open.compareTo(since) <= 0 && since.compareTo(open.add(length)) < 0) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Duration duration(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ofSeconds(Long.MAX_VALUE - random.nextInt(3), random.nextInt(1_000_000_000));
            case 1 -> Duration.ofNanos(1 + random.nextInt(1000));
            case 2 -> Duration.ofMillis(1 + random.nextInt(100_000));
            case 3 -> Duration.ofDays(1 + random.nextInt(1000));
            case 4 -> Duration.ofSeconds(1 + random.nextInt(100), random.nextInt(1_000_000_000));
            default -> Duration.ofDays(365L * (1 + random.nextInt(2000)));
        };
    }

    private static Instant instant(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochMilli(random.nextInt(-100_000, 100_000));
            case 1 ->
                Instant.ofEpochSecond(random.nextLong(-3_000_000_000L, 8_000_000_000L), random.nextInt(1_000_000_000));
            case 2 -> Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L));
            default ->
                random.nextBoolean()
                        ? Instant.MIN.plusNanos(random.nextInt(1000))
                        : Instant.MAX.minusNanos(random.nextInt(1000));
        };
    }

    /** The length, or a part of it that mostly does not divide it. */
    private static Duration offset(Duration length, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return length;
        }
        Duration part = length.dividedBy(1 + random.nextInt(9)).plusNanos(random.nextInt(5));
        return part.compareTo(length) > 0 || part.isZero() ? length : part;
    }

    /** Any, or one at an edge of a window or a nanosecond off it. */
    private static Instant timestamp(SlidingWindower windower, SplittableRandom random) {
        if (random.nextBoolean()) {
            return instant(random);
        }
        BigInteger edge = nanos(windower.alignment)
                .add(nanos(windower.offset).multiply(BigInteger.valueOf(random.nextLong(-1000, 1000))));
        edge = random.nextBoolean() ? edge.add(nanos(windower.length)) : edge;
        return instant(edge.add(BigInteger.valueOf(random.nextInt(-1, 2))));
    }

    @Test
    void windows_of_any_timestamp_are_those_of_the_definition() {
        var random = new SplittableRandom(7);
        int far = 0;
        for (int i = 0; i < 40_000; i++) {
            Duration length = duration(random);
            Duration offset = offset(length, random);
            var windower = (SlidingWindower) Windower.sliding(length, offset).alignTo(instant(random));
            Instant timestamp = timestamp(windower, random);
            List<Long> expected;
            try {
                expected = naive(windower, timestamp);
            } catch (ArithmeticException e) {
                assertThatThrownBy(() -> windower.idsFor(timestamp))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining("so far from the alignment has no number");
                far++;
                continue;
            }
            String name = length + " every " + offset + " from " + windower.alignment + " at " + timestamp;
            assertThat(windower.idsFor(timestamp)).as(name).isEqualTo(expected);
            for (long id : expected) {
                BigInteger open = nanos(windower.alignment).add(nanos(offset).multiply(BigInteger.valueOf(id)));
                assertThat(windower.openOf(id)).as(name).isEqualTo(instant(open));
                assertThat(windower.closeOf(id)).as(name).isEqualTo(instant(open.add(nanos(length))));
            }
        }
        assertThat(far).isPositive();
    }

    /** When windows close: those whose close the watermark has come to, and all at the last instant. */
    @Test
    void windows_close_when_the_watermark_comes_to_their_close_at_the_ends_of_time_too() {
        var random = new SplittableRandom(8);
        int closedEarly = 0;
        for (int i = 0; i < 10_000; i++) {
            Duration length = duration(random);
            Instant alignment = instant(random);
            var windower = (SlidingWindower)
                    Windower.sliding(length, offset(length, random)).alignTo(alignment);
            WindowerLogic<?> logic = windower.build();
            Set<Long> open = new TreeSet<>();
            for (int v = 0; v < 3; v++) {
                Instant timestamp = timestamp(windower, random);
                try {
                    open.addAll(logic.openFor(timestamp));
                } catch (ArithmeticException e) {
                    assertThat(e).hasMessageContaining("so far from the alignment has no number");
                }
            }
            List<Instant> watermarks =
                    new ArrayList<>(Stream.of(timestamp(windower, random), timestamp(windower, random), instant(random))
                            .sorted()
                            .toList());
            watermarks.add(Instant.MAX);
            for (Instant watermark : watermarks) {
                Set<Long> due = new TreeSet<>();
                for (long id : open) {
                    BigInteger close = nanos(alignment)
                            .add(nanos(windower.offset).multiply(BigInteger.valueOf(id)))
                            .add(nanos(length));
                    if (watermark.equals(Instant.MAX) || close.compareTo(nanos(watermark)) <= 0) {
                        due.add(id);
                    }
                }
                open.removeAll(due);
                assertThat(logic.closeFor(watermark))
                        .as("%s every %s from %s at %s", length, windower.offset, alignment, watermark)
                        .extracting(WindowMetadata::windowId)
                        .containsExactlyElementsOf(due);
                closedEarly += watermark.equals(Instant.MAX) ? 0 : due.size();
            }
            assertThat(logic.isEmpty()).isTrue();
        }
        assertThat(closedEarly).isGreaterThan(1000);
    }

    private static Duration gap(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
            default -> duration(random);
        };
    }

    /** Sessions of timestamps in any order are the runs of their sorted list in which no step is longer than the gap. */
    @Test
    void sessions_of_timestamps_in_any_order_are_those_of_the_definition() {
        var random = new SplittableRandom(9);
        int several = 0;
        for (int i = 0; i < 20_000; i++) {
            Duration gap = gap(random);
            WindowerLogic<?> logic = Windower.session(gap).build();
            List<Instant> timestamps = new ArrayList<>();
            Instant near = instant(random);
            int count = 1 + random.nextInt(7);
            for (int v = 0; v < count; v++) {
                // a few gaps from one another, or anywhere
                BigInteger away = nanos(gap)
                        .multiply(BigInteger.valueOf(random.nextInt(-8, 9)))
                        .divide(BigInteger.TWO)
                        .add(BigInteger.valueOf(random.nextInt(-1, 2)));
                timestamps.add(
                        random.nextInt(5) == 0
                                ? instant(random)
                                : instant(nanos(near).add(away)));
            }
            Map<Long, Long> into = new HashMap<>();
            List<Long> ids = new ArrayList<>();
            for (Instant timestamp : timestamps) {
                ids.addAll(logic.openFor(timestamp));
                logic.merged().forEach(merge -> into.put(merge.from(), merge.into()));
            }

            List<String> expected = new ArrayList<>();
            List<Instant> sorted = timestamps.stream().sorted().toList();
            for (int first = 0, v = 0; v < sorted.size(); v++) {
                boolean last = v + 1 == sorted.size()
                        || nanos(sorted.get(v + 1))
                                        .subtract(nanos(sorted.get(v)))
                                        .compareTo(nanos(gap))
                                > 0;
                if (last) {
                    expected.add(sorted.get(first) + " " + sorted.get(v));
                    first = v + 1;
                }
            }
            List<WindowMetadata> closed = logic.closeFor(Instant.MAX);
            assertThat(closed)
                    .as("gap %s: %s", gap, timestamps)
                    .extracting(window -> window.open() + " " + window.close())
                    .containsExactlyElementsOf(expected);
            for (int v = 0; v < timestamps.size(); v++) {
                long id = ids.get(v);
                while (into.containsKey(id)) {
                    id = into.get(id);
                }
                long session = id;
                Instant timestamp = timestamps.get(v);
                assertThat(closed.stream()
                                .filter(window ->
                                        !timestamp.isBefore(window.open()) && !timestamp.isAfter(window.close())))
                        .extracting(WindowMetadata::windowId)
                        .containsExactly(session);
            }
            several += closed.size() > 1 ? 1 : 0;
            assertThat(logic.isEmpty()).isTrue();
        }
        assertThat(several).isGreaterThan(1000);
    }

    @Test
    void a_session_closes_when_the_watermark_is_more_than_the_gap_behind_it() {
        var random = new SplittableRandom(10);
        for (int i = 0; i < 20_000; i++) {
            Duration gap = gap(random);
            WindowerLogic<?> logic = Windower.session(gap).build();
            Instant timestamp = instant(random);
            logic.openFor(timestamp);
            BigInteger edge = nanos(timestamp).add(nanos(gap));
            Instant watermark = random.nextBoolean()
                    ? instant(random)
                    : instant(edge.add(BigInteger.valueOf(random.nextInt(-1, 2))));

            boolean closes = watermark.equals(Instant.MAX) || nanos(watermark).compareTo(edge) > 0;

            assertThat(logic.closeFor(watermark))
                    .as("gap %s, session at %s, watermark %s", gap, timestamp, watermark)
                    .hasSize(closes ? 1 : 0);
        }
    }
}
