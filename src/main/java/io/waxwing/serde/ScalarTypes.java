package io.waxwing.serde;

import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import io.waxwing.operator.KeyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Well-known types that are single values, and arrays. */
@SuppressWarnings("JavaUtilDate") // Date is one of the types users may send
final class ScalarTypes {
    private ScalarTypes() {}

    static void addTo(WellKnownTypes types) {
        addBasics(types);
        addArrays(types);
        addTimes(types);
        addOthers(types);
        addNames(types);
    }

    private static void addBasics(WellKnownTypes types) {
        types.add(0, WireSerializer.of(PayloadOutput::writeText, PayloadInput::readText), String.class);
        types.add(1, new DefaultSerializers.BooleanSerializer(), Boolean.class);
        types.add(2, new DefaultSerializers.ByteSerializer(), Byte.class);
        types.add(3, new DefaultSerializers.ShortSerializer(), Short.class);
        types.add(4, new DefaultSerializers.CharSerializer(), Character.class);
        types.add(5, WireSerializer.of((o, v) -> o.writeVarInt(v, false), i -> i.readVarInt(false)), Integer.class);
        types.add(6, WireSerializer.of((o, v) -> o.writeVarLong(v, false), i -> i.readVarLong(false)), Long.class);
        types.add(7, new DefaultSerializers.FloatSerializer(), Float.class);
        types.add(8, new DefaultSerializers.DoubleSerializer(), Double.class);
        types.add(9, WireSerializer.of(ScalarTypes::writeBig, ScalarTypes::readBig), BigInteger.class);
        types.add(
                10,
                WireSerializer.of(
                        (o, v) -> {
                            o.writeVarInt(v.scale(), false);
                            writeBig(o, v.unscaledValue());
                        },
                        i -> {
                            int scale = i.readVarInt(false);
                            return new BigDecimal(readBig(i), scale);
                        }),
                BigDecimal.class);
        types.add(
                11,
                WireSerializer.of(
                        (o, v) -> {
                            o.writeLong(v.getMostSignificantBits());
                            o.writeLong(v.getLeastSignificantBits());
                        },
                        i -> new UUID(i.readLong(), i.readLong())),
                UUID.class);
        types.add(12, new KeyValueSerializer(), KeyValue.class);
    }

    private static void addArrays(WellKnownTypes types) {
        types.add(13, ArraySerializers.bytes(), byte[].class);
        types.add(14, ArraySerializers.booleans(), boolean[].class);
        types.add(15, ArraySerializers.shorts(), short[].class);
        types.add(16, ArraySerializers.chars(), char[].class);
        types.add(17, ArraySerializers.ints(), int[].class);
        types.add(18, ArraySerializers.longs(), long[].class);
        types.add(19, ArraySerializers.floats(), float[].class);
        types.add(20, ArraySerializers.doubles(), double[].class);
        types.add(WellKnownTypes.OBJECT_ARRAY, ArraySerializers.objects(), Object[].class);
    }

    private static void addTimes(WellKnownTypes types) {
        types.add(22, new TimeSerializers.DurationSerializer(), Duration.class);
        types.add(23, new TimeSerializers.InstantSerializer(), Instant.class);
        types.add(24, new TimeSerializers.LocalDateSerializer(), LocalDate.class);
        types.add(25, new TimeSerializers.LocalTimeSerializer(), LocalTime.class);
        types.add(26, new TimeSerializers.LocalDateTimeSerializer(), LocalDateTime.class);
        types.add(27, new TimeSerializers.ZoneOffsetSerializer(), ZoneOffset.class);
        Class<?> region = ZoneId.of("Europe/Warsaw").getClass();
        types.add(
                28, WireSerializer.<ZoneId>of((o, v) -> o.writeText(v.getId()), i -> ZoneId.of(i.readText())), region);
        types.add(29, new TimeSerializers.OffsetTimeSerializer(), OffsetTime.class);
        types.add(30, new TimeSerializers.OffsetDateTimeSerializer(), OffsetDateTime.class);
        types.add(31, new ZonedDateTimeSerializer(), ZonedDateTime.class);
        types.add(32, new TimeSerializers.YearSerializer(), Year.class);
        types.add(33, new TimeSerializers.YearMonthSerializer(), YearMonth.class);
        types.add(34, new TimeSerializers.MonthDaySerializer(), MonthDay.class);
        types.add(35, new TimeSerializers.PeriodSerializer(), Period.class);
    }

    private static void addOthers(WellKnownTypes types) {
        types.add(36, new OptionalSerializer(), Optional.class);
        types.add(
                37,
                WireSerializer.of(
                        (o, v) -> {
                            o.writeBoolean(v.isPresent());
                            o.writeVarInt(v.orElse(0), false);
                        },
                        i -> {
                            boolean present = i.readBoolean();
                            int value = i.readVarInt(false);
                            return present ? OptionalInt.of(value) : OptionalInt.empty();
                        }),
                OptionalInt.class);
        types.add(
                38,
                WireSerializer.of(
                        (o, v) -> {
                            o.writeBoolean(v.isPresent());
                            o.writeVarLong(v.orElse(0), false);
                        },
                        i -> {
                            boolean present = i.readBoolean();
                            long value = i.readVarLong(false);
                            return present ? OptionalLong.of(value) : OptionalLong.empty();
                        }),
                OptionalLong.class);
        types.add(
                39,
                WireSerializer.of(
                        (o, v) -> {
                            o.writeBoolean(v.isPresent());
                            o.writeDouble(v.orElse(0));
                        },
                        i -> {
                            boolean present = i.readBoolean();
                            double value = i.readDouble();
                            return present ? OptionalDouble.of(value) : OptionalDouble.empty();
                        }),
                OptionalDouble.class);
        types.add(40, WireSerializer.of((o, v) -> o.writeText(v.toString()), i -> URI.create(i.readText())), URI.class);
        types.add(
                41,
                WireSerializer.of((o, v) -> o.writeText(v.toLanguageTag()), i -> Locale.forLanguageTag(i.readText())),
                Locale.class);
        types.add(
                42,
                WireSerializer.of((o, v) -> o.writeText(v.getCurrencyCode()), i -> Currency.getInstance(i.readText())),
                Currency.class);
        types.add(43, WireSerializer.of((o, v) -> o.writeLong(v.getTime()), i -> new Date(i.readLong())), Date.class);
        types.add(
                44,
                WireSerializer.of((o, v) -> o.writeVarInt(v.get(), false), i -> new AtomicInteger(i.readVarInt(false))),
                AtomicInteger.class);
        types.add(
                45,
                WireSerializer.of((o, v) -> o.writeVarLong(v.get(), false), i -> new AtomicLong(i.readVarLong(false))),
                AtomicLong.class);
        types.add(
                46,
                WireSerializer.of((o, v) -> o.writeBoolean(v.get()), i -> new AtomicBoolean(i.readBoolean())),
                AtomicBoolean.class);
        types.add(
                47,
                WireSerializer.of((o, v) -> o.writeText(v.toString()), i -> new StringBuilder(i.readText())),
                StringBuilder.class);
        types.add(
                48,
                WireSerializer.of(
                        (o, v) -> {
                            long[] words = v.toLongArray();
                            o.writeVarInt(words.length, true);
                            o.writeLongs(words, 0, words.length);
                        },
                        i -> BitSet.valueOf(i.readLongs(i.readCount(Long.BYTES)))),
                BitSet.class);
    }

    /** Types that are named as the elements of arrays. */
    private static void addNames(WellKnownTypes types) {
        int id = 90;
        for (Class<?> type : List.of(
                Object.class,
                boolean.class,
                byte.class,
                short.class,
                char.class,
                int.class,
                long.class,
                float.class,
                double.class)) {
            types.add(id++, new NameOnlySerializer(type), type);
        }
    }

    private static void writeBig(PayloadOutput out, BigInteger value) {
        byte[] bytes = value.toByteArray();
        out.writeVarInt(bytes.length, true);
        out.writeBytes(bytes);
    }

    private static BigInteger readBig(PayloadInput in) {
        return new BigInteger(in.readBytes(in.readCount(1)));
    }
}
