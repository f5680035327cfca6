package io.waxwing.serde;

import java.util.HashSet;
import java.util.Set;

/**
 * Types of the JDK that may be named on the wire beside those with a fixed number ({@link WellKnownTypes}): enums, the interfaces
 * and base classes that arrays are made of, and {@link NamedJdkTypes}.
 */
final class JdkTypes {
    private static final Set<String> ENUMS_AND_ELEMENT_TYPES = Set.of(
            "java.lang.CharSequence",
            "java.lang.Comparable",
            "java.lang.Enum",
            "java.lang.Iterable",
            "java.lang.Number",
            "java.lang.Record",
            "java.math.RoundingMode",
            "java.text.Normalizer$Form",
            "java.time.DayOfWeek",
            "java.time.Month",
            "java.time.ZoneId",
            "java.time.chrono.IsoEra",
            "java.time.format.FormatStyle",
            "java.time.format.TextStyle",
            "java.time.temporal.ChronoField",
            "java.time.temporal.ChronoUnit",
            "java.time.temporal.Temporal",
            "java.util.Collection",
            "java.util.Deque",
            "java.util.List",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.NavigableMap",
            "java.util.NavigableSet",
            "java.util.Queue",
            "java.util.Set",
            "java.util.SortedMap",
            "java.util.SortedSet",
            "java.util.concurrent.TimeUnit");

    /** All of them. */
    static final Set<String> NAMES = names();

    private JdkTypes() {}

    private static Set<String> names() {
        Set<String> names = new HashSet<>(ENUMS_AND_ELEMENT_TYPES);
        NamedJdkTypes.all().keySet().forEach(type -> names.add(type.getName()));
        return Set.copyOf(names);
    }
}
