package io.waxwing.serde;

import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The comparators of sorted collections: natural order, those of the JDK that are single objects, the reverse of any of these, and
 * objects of named classes that may cross. A lambda has no name that means anything in another process.
 */
final class Comparators {
    private static final int NONE = 0;
    private static final int NATURAL = 1;
    private static final int REVERSE_NATURAL = 2;
    private static final int IGNORE_CASE = 3;
    private static final int REVERSED = 4;
    private static final int OBJECT = 5;

    private static final Class<?> REVERSED_CLASS =
            Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER).getClass();

    private Comparators() {}

    static void write(WireKryo kryo, PayloadOutput out, @Nullable Comparator<?> comparator) {
        if (comparator == null) {
            out.writeByte(NONE);
        } else if (comparator == Comparator.naturalOrder()) {
            out.writeByte(NATURAL);
        } else if (comparator == Collections.reverseOrder()) {
            out.writeByte(REVERSE_NATURAL);
        } else if (comparator == String.CASE_INSENSITIVE_ORDER) {
            out.writeByte(IGNORE_CASE);
        } else if (comparator.getClass() == REVERSED_CLASS) {
            out.writeByte(REVERSED);
            write(kryo, out, comparator.reversed());
        } else {
            if (comparator.getClass().isHidden()) {
                throw SerdeException.notSerializable(
                        comparator.getClass(),
                        "the comparator of a sorted collection is a lambda; use natural order, Comparator.reverseOrder() or a"
                                + " named class that implements Comparator");
            }
            out.writeByte(OBJECT);
            kryo.writeAny(out, comparator);
        }
    }

    @SuppressWarnings("unchecked") // what it compares is checked by the comparator itself
    static @Nullable Comparator<Object> read(WireKryo kryo, PayloadInput in) {
        boolean reversed = false;
        while (true) {
            Comparator<?> comparator;
            int kind = in.readByte();
            switch (kind) {
                case NONE -> comparator = null;
                case NATURAL -> comparator = Comparator.naturalOrder();
                case REVERSE_NATURAL -> comparator = Collections.reverseOrder();
                case IGNORE_CASE -> comparator = String.CASE_INSENSITIVE_ORDER;
                case REVERSED -> {
                    if (reversed) {
                        throw SerdeException.malformed("a comparator reversed twice");
                    }
                    reversed = true;
                    continue;
                }
                case OBJECT -> comparator = (Comparator<?>) kryo.readAny(in);
                default -> throw SerdeException.malformed("comparator of kind " + kind);
            }
            return (Comparator<Object>) (reversed ? Collections.reverseOrder(comparator) : comparator);
        }
    }
}
