package io.waxwing.serde;

import com.esotericsoftware.kryo.serializers.TimeSerializers;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Writes local time, offset and zone: where clocks are set back, a local time and its zone are two instants. Where the rules of the zone
 * are others by now, the instant is kept.
 */
final class ZonedDateTimeSerializer extends WireSerializer<ZonedDateTime> {
    private final TimeSerializers.OffsetDateTimeSerializer times = new TimeSerializers.OffsetDateTimeSerializer();

    @Override
    void write(WireKryo kryo, PayloadOutput out, ZonedDateTime value) {
        times.write(kryo, out, value.toOffsetDateTime());
        out.writeText(value.getZone().getId());
    }

    @Override
    ZonedDateTime read(WireKryo kryo, PayloadInput in) {
        OffsetDateTime time = times.read(kryo, in, OffsetDateTime.class);
        return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), ZoneId.of(in.readText()));
    }
}
