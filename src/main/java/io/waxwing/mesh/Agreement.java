package io.waxwing.mesh;

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
    /** No value is longer on the wire; longer ones are sent as their beginning and hash. */
    static final int MAX_VALUE = 400;

    private static final int KEPT = 200;
    private static final String ABSENT = "(not given)";

    /** One thing to agree on. */
    record Field(String name, String value) {}

    /** One thing that two processes disagree on. */
    record Mismatch(String field, String mine, String theirs) {
        @Override
        public String toString() {
            return Printable.of(field) + ": mine \"" + Printable.of(mine) + "\", theirs \"" + Printable.of(theirs)
                    + "\"";
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
                field("flow structure", config.flow().structureHash()),
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
        if (bytes.length <= MAX_VALUE) {
            return new Field(name, value);
        }
        String start = new String(bytes, 0, KEPT, StandardCharsets.UTF_8);
        return new Field(name, start + "... sha-256 " + HexFormat.of().formatHex(sha256(bytes)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
