package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ofNanos(1 + random.nextInt(1000));
            case 1 -> Duration.ofMillis(1 + random.nextInt(100_000));
            case 2 -> Duration.ofDays(1 + random.nextInt(1000));
            case 3 -> Duration.ofSeconds(1 + random.nextInt(100), random.nextInt(1_000_000_000));
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

    @Test
    void windows_of_any_timestamp_are_those_of_the_definition() {
        var random = new SplittableRandom(7);
        int far = 0;
        for (int i = 0; i < 40_000; i++) {
            Duration length = duration(random);
            Duration offset = random.nextBoolean() ? length : length.dividedBy(1 + random.nextInt(9));
            if (offset.isZero()) {
                continue;
            }
            var windower = (SlidingWindower) Windower.sliding(length, offset).alignTo(instant(random));
            Instant timestamp = instant(random);
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
}
