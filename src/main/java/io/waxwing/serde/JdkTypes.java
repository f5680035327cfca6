package io.waxwing.serde;

import java.util.Set;

/**
 * Types of the JDK that may be named on the wire beside those with a fixed number ({@link WellKnownTypes}): enums, and the
 * interfaces and base classes that arrays are made of.
 */
final class JdkTypes {
    static final Set<String> NAMES = Set.of(
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

    private JdkTypes() {}
}
