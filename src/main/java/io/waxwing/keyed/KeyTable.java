package io.waxwing.keyed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a stateful step: a hash table whose nodes are the entries themselves, since most of the time of a lookup goes into
 * waiting for memory. Keys that collide more often than chance would have it (text can be made to) go to a map that stays quick then.
 */
public final class KeyTable {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 30;
    /** For so many slots there is at least one key; else there are too many, after most keys have gone. */
    private static final int SPARSE = 16;

    private static final int LONGEST_CHAIN = 16;
    /** Keys that are looked up together. */
    public static final int TOGETHER = 256;

    private KeyedEntry[] slots = new KeyedEntry[SMALLEST];
    private final Map<Object, KeyedEntry> crowded = new HashMap<>();
    private int chained;

    private final int[] hashes = new int[TOGETHER];

    @SuppressWarnings("UnusedVariable") // written, so that what it is made of is read
    private int touched;

    /** The entry of a key, null when there is none. */
    public KeyedEntry get(Object key) {
        int hash = KeyedEntry.hash(key);
        KeyedEntry[] all = slots;
        return get(key, hash, all[hash & (all.length - 1)]);
    }

    private KeyedEntry get(Object key, int hash, KeyedEntry first) {
        for (KeyedEntry entry = first; entry != null; entry = entry.next) {
            if (entry.hash == hash && (entry.key == key || key.equals(entry.key))) {
                return entry;
            }
        }
        return crowded.isEmpty() ? null : crowded.get(key);
    }

    /**
     * The entries of up to {@link #TOGETHER} keys; null where there is none. In one loop, the processor would have to guess at each key
     * whether the first entry of its slot is the right one, wait for that entry to see, and throw away what it had begun if not. So first
     * come loops without a choice, in which the waits for memory overlap: for hashes, then for slots and their first entries.
     */
    public void get(Object[] keys, int from, int to, KeyedEntry[] found) {
        int count = to - from;
        int[] hash = hashes;
        for (int i = 0; i < count; i++) {
            hash[i] = KeyedEntry.hash(keys[from + i]);
        }
        KeyedEntry[] all = slots;
        int mask = all.length - 1;
        int touch = 0;
        for (int i = 0; i < count; i++) {
            KeyedEntry first = all[hash[i] & mask];
            touch += first == null ? 0 : first.hash;
        }
        touched = touch;
        for (int i = 0; i < count; i++) {
            found[i] = get(keys[from + i], hash[i], all[hash[i] & mask]);
        }
    }

    /** Adds an entry whose key is not there, or takes the place of the one that is. */
    public void put(KeyedEntry entry) {
        KeyedEntry old = get(entry.key);
        if (old != null) {
            remove(old);
        }
        add(entry);
    }

    /** Adds an entry whose key is not there. */
    public void add(KeyedEntry entry) {
        int slot = slotOf(entry);
        if (isCrowded(slots[slot])) {
            crowded.put(entry.key, entry);
            return;
        }
        entry.next = slots[slot];
        slots[slot] = entry;
        if (++chained > slots.length / 2 && slots.length < LARGEST) {
            resize(2 * slots.length);
        }
    }

    /** Takes an entry out, if it is in. */
    public void remove(KeyedEntry entry) {
        int slot = slotOf(entry);
        KeyedEntry before = null;
        for (KeyedEntry at = slots[slot]; at != null; at = at.next) {
            if (at == entry) {
                if (before == null) {
                    slots[slot] = at.next;
                } else {
                    before.next = at.next;
                }
                if (--chained < slots.length / SPARSE && slots.length > SMALLEST) {
                    resize(slots.length / 2);
                }
                return;
            }
            before = at;
        }
        crowded.remove(entry.key, entry);
    }

    public int size() {
        return chained + crowded.size();
    }

    /** All entries as they are now. */
    public List<KeyedEntry> entries() {
        List<KeyedEntry> entries = new ArrayList<>(size());
        for (KeyedEntry first : slots) {
            for (KeyedEntry entry = first; entry != null; entry = entry.next) {
                entries.add(entry);
            }
        }
        entries.addAll(crowded.values());
        return entries;
    }

    private int slotOf(KeyedEntry entry) {
        return entry.hash & (slots.length - 1);
    }

    private static boolean isCrowded(KeyedEntry first) {
        int length = 0;
        for (KeyedEntry entry = first; entry != null; entry = entry.next) {
            length++;
        }
        return length >= LONGEST_CHAIN;
    }

    private void resize(int length) {
        KeyedEntry[] old = slots;
        slots = new KeyedEntry[length];
        for (KeyedEntry first : old) {
            for (KeyedEntry entry = first; entry != null; ) {
                KeyedEntry next = entry.next;
                int slot = slotOf(entry);
                entry.next = slots[slot];
                slots[slot] = entry;
                entry = next;
            }
        }
    }
}
