package io.waxwing.mesh;

import io.waxwing.text.Shown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What all processes of a cluster must have in common, as pairs of name and text in the order in which they are compared. Pure.
 *
 * @param fields in order of comparison
 */
record Agreement(List<Field> fields) {
    /** No value is longer on the wire, but for the structure; longer ones are sent as their beginning and hash. */
    static final int MAX_VALUE = 400;
    /** The same for the structure of the flow, of which the first difference is named. */
    static final int MAX_STRUCTURE = 2_400;

    private static final int KEPT = 200;
    private static final String STRUCTURE = "flow structure";
    private static final String CUT = "... sha-256 ";
    private static final String ABSENT = "(not given)";

    /** One thing to agree on. */
    record Field(String name, String value) {}

    /** One thing that two processes disagree on. */
    record Mismatch(String field, String mine, String theirs) {
        /** In words that are true wherever they are read, given who the two are. */
        String between(String me, String other) {
            String said = field.equals(STRUCTURE)
                    ? firstDifference(mine.split("\n"), theirs.split("\n"), me, other)
                    : me + " says " + quoted(mine) + ", " + other + " says " + quoted(theirs);
            return Shown.line(field) + ": " + said;
        }

        private static String firstDifference(String[] mine, String[] theirs, String me, String other) {
            int step = 0;
            while (step < mine.length && step < theirs.length && mine[step].equals(theirs[step])) {
                step++;
            }
            return isCut(mine, step) || isCut(theirs, step)
                    ? "the first " + step + " steps are the same, later ones differ"
                    : "step " + (step + 1) + " is " + at(mine, step) + " at " + me + ", " + at(theirs, step) + " at "
                            + other;
        }

        private static boolean isCut(String[] steps, int step) {
            return step < steps.length && steps[step].startsWith(CUT);
        }

        private static String at(String[] steps, int step) {
            return step < steps.length ? quoted(steps[step]) : "missing";
        }

        private static String quoted(String text) {
            return "\"" + Shown.line(text) + "\"";
        }
    }

    /** What this process brings. */
    static Agreement of(MeshConfig config) {
        String addresses = config.addresses().stream().map(Address::toString).collect(Collectors.joining(";"));
        return new Agreement(List.of(
                field("number of processes", Integer.toString(config.processes())),
                field("workers per process", Integer.toString(config.workersPerProcess())),
                field("addresses", addresses),
                field("flow id", config.flow().flowId()),
                structure(config.flow().structure()),
                field("number of exchanges", Integer.toString(config.flow().exchanges())),
                field("recovery directory", config.flow().saving() ? "given" : "not given"),
                field("largest frame", Integer.toString(config.maxFrame()))));
    }

    /** Everything that differs, in this process's order; what only the other one gave comes last. */
    List<Mismatch> compare(Agreement theirs) {
        Map<String, String> other = new TreeMap<>();
        theirs.fields.forEach(field -> other.put(field.name, field.value));
        var differing = new ArrayList<Mismatch>();
        for (Field field : fields) {
            String value = other.remove(field.name);
            if (!field.value.equals(value)) {
                differing.add(new Mismatch(field.name, field.value, value == null ? ABSENT : value));
            }
        }
        other.forEach((name, value) -> differing.add(new Mismatch(name, ABSENT, value)));
        return differing;
    }

    private static Field field(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MAX_VALUE
                ? new Field(name, value)
                : new Field(name, new String(bytes, 0, KEPT, StandardCharsets.UTF_8) + CUT + hash(bytes));
    }

    /** Of a long one, whole lines are kept. */
    private static Field structure(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_STRUCTURE) {
            return new Field(STRUCTURE, lines);
        }
        int kept = MAX_STRUCTURE - KEPT;
        while (kept > 0 && bytes[kept - 1] != '\n') {
            kept--;
        }
        return new Field(STRUCTURE, new String(bytes, 0, kept, StandardCharsets.UTF_8) + CUT + hash(bytes));
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
