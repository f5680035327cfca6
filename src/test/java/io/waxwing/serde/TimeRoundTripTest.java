package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values of java.time, random and extreme ones, come back equal in batches, states and keys. */
class TimeRoundTripTest {
    private static final int ROUNDS = 3_000;
    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

    private final TypePolicy policy = TypePolicy.forCodeSourceOf(TimeRoundTripTest.class, List.of());
    private final BatchCodec batches = new BatchCodec(policy, 1 << 20);
    private final StateCodec states = new StateCodec(policy);
    private final StateCodec keys = StateCodec.forKeys(policy);
    private final Random random = new Random(20_241_027);

    @Test
    void both_hours_of_an_overlap_come_back() {
        LocalDateTime local = LocalDateTime.parse("2024-10-27T02:30:00");
        ZonedDateTime summer = local.atZone(ZoneId.of("Europe/Berlin"));
        ZonedDateTime winter = summer.withLaterOffsetAtOverlap();
        assertThat(winter).isNotEqualTo(summer);
        assertComesBack(summer);
        assertComesBack(winter);
    }

    @Test
    void every_zone_and_the_ends_of_time_come_back() {
        List<Object> values = new ArrayList<>(ZONES);
        for (ZoneOffset offset :
                List.of(ZoneOffset.MIN, ZoneOffset.MAX, ZoneOffset.UTC, ZoneOffset.ofTotalSeconds(1))) {
            for (String prefix : List.of("", "UTC", "GMT", "UT")) {
                ZoneId zone = ZoneId.ofOffset(prefix, offset);
                values.add(zone);
                values.add(ZonedDateTime.ofLocal(LocalDateTime.MIN, zone, null));
                values.add(ZonedDateTime.ofStrict(LocalDateTime.MAX, offset, zone));
            }
            values.add(OffsetDateTime.of(LocalDateTime.MIN, offset));
            values.add(OffsetDateTime.of(LocalDateTime.MAX, offset));
            values.add(OffsetTime.of(LocalTime.MIN, offset));
            values.add(OffsetTime.of(LocalTime.MAX, offset));
        }
        values.addAll(List.of(Instant.MIN, Instant.MAX, LocalDate.MIN, LocalDate.MAX, LocalTime.MIN, LocalTime.MAX));
        values.addAll(List.of(Duration.ofSeconds(Long.MIN_VALUE), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)));
        values.addAll(List.of(Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE), YearMonth.of(Year.MIN_VALUE, 1)));
        values.addAll(List.of(Period.of(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE), Period.ZERO));
        values.forEach(this::assertComesBack);
    }

    @Test
    void random_values_come_back() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalDateTime local = LocalDateTime.of(date(), time());
            ZoneOffset offset = offset();
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            ZonedDateTime change = change(zone);
            for (Object value : List.of(
                    local,
                    local.toLocalDate(),
                    local.toLocalTime(),
                    local.atOffset(offset),
                    local.toLocalTime().atOffset(offset),
                    offset,
                    ZonedDateTime.ofLocal(local, zone, offset),
                    ZonedDateTime.of(local, offset),
                    ZonedDateTime.ofInstant(local, offset, ZoneId.ofOffset("UTC", offset)),
                    change,
                    change.withEarlierOffsetAtOverlap(),
                    change.withLaterOffsetAtOverlap(),
                    change.withFixedOffsetZone(),
                    instant(),
                    Duration.ofSeconds(number(), random.nextInt(1_000_000_000)),
                    Year.from(local),
                    YearMonth.from(local),
                    MonthDay.from(local),
                    Period.of((int) number(), (int) number(), (int) number()))) {
                assertComesBack(value);
            }
        }
    }

    private void assertComesBack(Object value) {
        var values = new Object[] {value};
        byte[] payload =
                batches.encode(new ChannelTypes(), null, values, 0, 1, 1 << 19).payload();
        var copy = new Object[1];
        batches.decode(new ChannelTypes(), payload, 1, null, copy);
        assertThat(copy[0]).isEqualTo(value).hasSameClassAs(value);
        assertThat(states.decode(states.encode(value))).isEqualTo(value);
        byte[] key = keys.encode(value);
        assertThat(keys.decode(key)).isEqualTo(value);
        assertThat(keys.encode(copy[0])).isEqualTo(key);
    }

    private LocalDate date() {
        int year = random.nextBoolean() ? 1900 + random.nextInt(200) : Year.MIN_VALUE + random.nextInt(2_000_000_000);
        return LocalDate.ofYearDay(Math.min(year, Year.MAX_VALUE), 1 + random.nextInt(365));
    }

    /** Times, those that are whole seconds, minutes and hours often among them. */
    private LocalTime time() {
        LocalTime time = LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
        List<ChronoField> fields =
                List.of(ChronoField.NANO_OF_SECOND, ChronoField.SECOND_OF_MINUTE, ChronoField.MINUTE_OF_HOUR);
        for (ChronoField field : fields.subList(0, random.nextInt(4))) {
            time = time.with(field, 0);
        }
        return time;
    }

    private ZoneOffset offset() {
        int quarter = 900;
        return random.nextBoolean()
                ? ZoneOffset.ofTotalSeconds(quarter * (random.nextInt(145) - 72))
                : ZoneOffset.ofTotalSeconds(random.nextInt(129_601) - 64_800);
    }

    /** A time within an hour of a change of its zone's offset. */
    private ZonedDateTime change(ZoneId zone) {
        Instant somewhen = Instant.ofEpochSecond(random.nextLong(5_000_000_000L) - 2_500_000_000L);
        var next = zone.getRules().nextTransition(somewhen);
        Instant at = next == null ? somewhen : next.getInstant();
        return at.plusSeconds(random.nextInt(7_200) - 3_600).atZone(zone);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                random.nextInt(1_000_000_000));
    }

    /** Numbers of all magnitudes. */
    private long number() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }
}
