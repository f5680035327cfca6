package io.waxwing.serde;

import com.esotericsoftware.kryo.Serializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of the JDK (and KeyValue) that have a fixed number below 100. The numbers are part of the wire format and of the
 * format of saved state: add, never change.
 */
final class WellKnownTypes {
    /** The number of arrays of objects; any such class is written under it. */
    static final int OBJECT_ARRAY = 21;

    private final Map<Class<?>, KnownType> byClass = new LinkedHashMap<>();
    private final KnownType[] byId = new KnownType[KnownType.FIRST_FREE_ID];

    private WellKnownTypes() {}

    /** All of them. */
    static List<KnownType> all() {
        WellKnownTypes types = new WellKnownTypes();
        ScalarTypes.addTo(types);
        CollectionTypes.addTo(types);
        return new ArrayList<>(types.byClass.values());
    }

    /** Adds a type; the further classes are written as the first, and come back as what its serializer makes. */
    void add(int id, Serializer<?> serializer, Class<?> type, Class<?>... alsoWritten) {
        if (byId[id] != null) {
            throw new AssertionError("type number " + id + " is given twice: " + type + ", " + byId[id].type());
        }
        byId[id] = KnownType.of(type, id, "", serializer);
        byClass.put(type, byId[id]);
        for (Class<?> other : alsoWritten) {
            byClass.putIfAbsent(other, KnownType.of(other, id, "", serializer));
        }
    }
}
