package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the same in unbounded numbers, with the greatest and least values often among them. */
class TimeMathTest {
    private static final BigDecimal FIRST = seconds(Instant.MIN);
    private static final BigDecimal LAST = seconds(Instant.MAX);
    private static final int ROUNDS = 50_000;

    private final SplittableRandom random = new SplittableRandom(11);

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    private static Instant cutOff(BigDecimal seconds) {
        BigDecimal within = seconds.max(FIRST).min(LAST);
        long whole = within.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.ofEpochSecond(
                whole,
                within.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValueExact());
    }

    /** Of any magnitude, or next to the greatest or the least. */
    private long number() {
        return switch (random.nextInt(3)) {
            case 0 -> Long.MAX_VALUE - random.nextInt(3);
            case 1 -> Long.MIN_VALUE + random.nextInt(3);
            default -> random.nextLong() >> random.nextInt(Long.SIZE);
        };
    }

    private int nano() {
        return random.nextInt(3) == 0 ? 999_999_999 : random.nextInt(1_000_000_000);
    }

    private Duration span() {
        return Duration.ofSeconds(number(), nano());
    }

    private Duration step() {
        return Duration.ofSeconds(number() & Long.MAX_VALUE, 1 + random.nextInt(999_999_999));
    }

    private Instant instant() {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.MAX.minusNanos(random.nextInt(3));
            case 1 -> Instant.MIN.plusNanos(random.nextInt(3));
            default ->
                Instant.ofEpochSecond(
                        random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                                >> random.nextInt(56),
                        nano());
        };
    }

    @Test
    void sums_are_exact_and_cut_off() {
        for (int i = 0; i < ROUNDS; i++) {
            Instant from = instant();
            Duration span = span();
            long steps = number();
            Duration step = step();
            String name = from + " and " + span + " and " + steps + " times " + step;
            BigDecimal sum = seconds(from).add(seconds(span));
            assertThat(TimeMath.plus(from, span)).as(name).isEqualTo(cutOff(sum));
            assertThat(TimeMath.after(from, span, steps, step))
                    .as(name)
                    .isEqualTo(cutOff(sum.add(seconds(step).multiply(BigDecimal.valueOf(steps)))));
        }
    }

    @Test
    void steps_are_exact_or_have_no_number() {
        int without = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Instant from = instant();
            Instant to = instant();
            Duration between = TimeMath.between(from, to);
            assertThat(seconds(between)).isEqualByComparingTo(seconds(to).subtract(seconds(from)));
            Duration step = step();
            Duration length = step();
            BigDecimal steps = seconds(between).subtract(seconds(length)).divide(seconds(step), 0, RoundingMode.FLOOR);
            if (steps.toBigInteger().bitLength() > 63) {
                without++;
                assertThatThrownBy(() -> TimeMath.steps(between, length, step))
                        .hasMessageContaining("so far from the alignment has no number");
            } else {
                assertThat(TimeMath.steps(between, length, step))
                        .as("%s without %s by %s", between, length, step)
                        .isEqualTo(steps.longValueExact());
            }
        }
        assertThat(without).isBetween(1, ROUNDS / 2);
    }

    @Test
    void one_window_before_the_alignment_and_one_behind_it_are_all_of_time() {
        var windower = (SlidingWindower) Windower.tumbling(ChronoUnit.FOREVER.getDuration());
        Instant alignment = Instant.parse("2001-01-01T00:00:00Z");

        assertThat(windower.idsFor(Instant.parse("1999-05-01T00:00:00Z"))).containsExactly(-1L);
        assertThat(windower.metadata(-1)).isEqualTo(WindowMetadata.of(-1, Instant.MIN, alignment));
        assertThat(windower.idsFor(alignment)).containsExactly(0L);
        assertThat(windower.metadata(0)).isEqualTo(WindowMetadata.of(0, alignment, Instant.MAX));
    }
}
