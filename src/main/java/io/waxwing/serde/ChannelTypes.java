package io.waxwing.serde;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types named so far on one channel (exchange, from worker, to worker). There is one object at each end; as a channel is first in,
 * first out, both stay in step: the n-th type defined gets the number 100 + n. An end encodes or decodes, never both. Owned by
 * one worker's thread.
 */
public final class ChannelTypes {
    /** More types than any flow has; a bound against endless definitions. */
    static final int MAX_TYPES = 10_000;

    private final List<KnownType> types = new ArrayList<>();
    private final IdentityHashMap<Class<?>, Integer> ids = new IdentityHashMap<>();

    /** Makes the end of a new channel, on which nothing has been named. */
    public ChannelTypes() {}

    int size() {
        return types.size();
    }

    KnownType get(int index) {
        return types.get(index);
    }

    /** The type of a number from the wire, or null if nobody defined it. */
    @Nullable
    KnownType byId(int id) {
        int index = id - KnownType.FIRST_FREE_ID;
        return index >= 0 && index < types.size() ? types.get(index) : null;
    }

    /** The number of a type, defining it if it is new here. */
    int idOf(KnownType type) {
        Integer id = ids.get(type.type());
        return id != null ? id : define(type);
    }

    int define(KnownType type) {
        if (types.size() == MAX_TYPES) {
            throw SerdeException.malformed("more than " + MAX_TYPES + " types on one channel");
        }
        int id = KnownType.FIRST_FREE_ID + types.size();
        types.add(type);
        ids.put(type.type(), id);
        return id;
    }

    /** Forgets what was defined after the first so many: their definition never left. */
    void truncate(int size) {
        while (types.size() > size) {
            ids.remove(types.remove(types.size() - 1).type());
        }
    }
}
