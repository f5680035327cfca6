package io.waxwing.serde;

/**
 * The head of a payload: the types first used in it, so that they are known before they occur.
 *
 * <pre>
 *  [how many] and if there are any: [number of the first] then for each: [name] [fingerprint: 4 bytes]
 * </pre>
 */
final class Definitions {
    private static final int MIN_BYTES = 1 + 1 + Integer.BYTES;

    private Definitions() {}

    /** Writes the types of a channel from the given index on. */
    static void write(PayloadOutput out, ChannelTypes types, int from) {
        int count = types.size() - from;
        out.writeVarInt(count, true);
        if (count == 0) {
            return;
        }
        out.writeVarInt(KnownType.FIRST_FREE_ID + from, true);
        for (int i = from; i < types.size(); i++) {
            KnownType type = types.get(i);
            out.writeText(type.type().getName());
            out.writeInt(type.fingerprint());
        }
    }

    /** Reads what {@link #write} wrote, into the other end of the channel. */
    static void read(PayloadInput in, ChannelTypes types, TypeCatalog catalog) {
        int count = in.readCount(MIN_BYTES);
        if (count == 0) {
            return;
        }
        int first = in.readVarInt(true);
        if (first != KnownType.FIRST_FREE_ID + types.size()) {
            throw SerdeException.malformed("types from number " + first + " on are defined where number "
                    + (KnownType.FIRST_FREE_ID + types.size()) + " is next; a payload was lost or came twice");
        }
        for (int i = 0; i < count; i++) {
            String name = in.readText();
            types.define(catalog.ofName(name, in.readInt()));
        }
    }
}
