package io.waxwing.exchange;

import io.waxwing.text.Shown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hash of keys that is the same in every JVM and every run: what routes items to workers, and saved state to partitions, must
 * not depend on identity or on how {@code hashCode} of a class happens to be written. That of a String is specified by its class and
 * kept in the object; it is mixed here, since its higher bits are not evenly spread. Changing the hash means a new version of the wire
 * protocol and of the snapshot format.
 */
public final class StableHash {
    private static final long K0 = 0x9E3779B97F4A7C15L;
    private static final long K1 = 0xD6E8FEB86659FD93L;

    /** How a record is read: its accessors, in the order of its components. */
    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            checkEquals(type);
            RecordComponent[] components = type.getRecordComponents();
            var accessors = new Method[components.length];
            for (int i = 0; i < accessors.length; i++) {
                accessors[i] = components[i].getAccessor();
                accessors[i].setAccessible(true);
            }
            return accessors;
        }
    };

    private StableHash() {}

    /** Maps a hash to 0 (inclusive) to {@code n} (exclusive), evenly. */
    public static int scale(long hash, int n) {
        return (int) (((hash >>> 32) * n) >>> 32);
    }

    /**
     * The hash of a key.
     *
     * @throws IllegalArgumentException when the key is null or of a type without a stable hash
     */
    public static long of(@Nullable Object key) {
        if (key instanceof String text) {
            return ofText(text);
        }
        return mix(ofOther(key));
    }

    private static long ofText(String text) {
        return mix(text.hashCode() * K0);
    }

    private static long ofOther(@Nullable Object key) {
        if (key instanceof Long || key instanceof Integer || key instanceof Short || key instanceof Byte) {
            return ((Number) key).longValue();
        }
        if (key instanceof Double || key instanceof Float || key instanceof Boolean || key instanceof Character) {
            return key.hashCode(); // specified by their classes
        }
        if (key instanceof UUID id) {
            return (id.getMostSignificantBits() * K0) ^ id.getLeastSignificantBits();
        }
        if (key instanceof Enum<?> constant) {
            return ofText(constant.name());
        }
        if (key instanceof Record) {
            return ofRecord(key);
        }
        if (key instanceof List<?> list) {
            long hash = list.size();
            for (Object element : list) {
                hash = hash * K1 + ofComponent(element);
            }
            return hash;
        }
        if (key instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) + K0 : K0;
        }
        if (key instanceof BigDecimal number) {
            return ofText(number.unscaledValue().toString()) * K1 + number.scale();
        }
        if (key instanceof BigInteger number) {
            return ofText(number.toString());
        }
        if (isTime(key)) {
            return ofText(String.valueOf(key));
        }
        throw new IllegalArgumentException(refusal(key));
    }

    /** Those of other calendars, in packages below, can't be sent or saved. */
    private static boolean isTime(@Nullable Object key) {
        boolean time = key instanceof TemporalAccessor
                || key instanceof Duration
                || key instanceof Period
                || key instanceof ZoneId;
        return key != null && time && key.getClass().getPackageName().equals("java.time");
    }

    /** A component of a record or an element of a list may be null, as a key may not. */
    private static long ofComponent(@Nullable Object component) {
        return component == null ? 0 : of(component);
    }

    private static long ofRecord(Object key) {
        long hash = K0;
        for (Method accessor : ACCESSORS.get(key.getClass())) {
            try {
                Object component = accessor.invoke(key);
                hash = hash * K1 + ofComponent(component);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(
                        "record " + key.getClass().getName() + " cannot be read as a key", e);
            }
        }
        return hash;
    }

    /**
     * Keys are compared by their equals, and routed by their components: both must agree. The methods that compilers make for a record are
     * final; nobody writes that in a record, which is final itself.
     */
    private static void checkEquals(Class<?> type) {
        try {
            if (!Modifier.isFinal(type.getMethod("equals", Object.class).getModifiers())
                    || !Modifier.isFinal(type.getMethod("hashCode").getModifiers())) {
                throw new IllegalArgumentException(
                        "record " + type.getName() + " has an equals or hashCode of its own, so it can't be a key:"
                                + " keys are sent to workers by all their components; take both methods out, and make alike what"
                                + " is to be equal in the record's constructor");
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every class has them", e);
        }
    }

    private static String refusal(@Nullable Object key) {
        if (key == null) {
            return "the key is null: every item of a keyed stream needs one";
        }
        return "a key of type " + key.getClass().getTypeName() + " (" + Shown.of(key)
                + ") has no hash that is the same in every process:"
                + " use a String, boxed number, boolean, Character, UUID, enum, java.time type, BigDecimal, BigInteger, or a record,"
                + " List or Optional of those";
    }

    private static long mix(long hash) {
        long h = (hash ^ (hash >>> 32)) * K1;
        h = (h ^ (h >>> 32)) * K1;
        return h ^ (h >>> 32);
    }
}
