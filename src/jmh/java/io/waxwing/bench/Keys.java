package io.waxwing.bench;

/** 100,000 keys of 8 characters, and which of them the i-th item has. */
final class Keys {
    private static final int COUNT = 100_000;

    private final String[] keys = new String[COUNT];

    Keys() {
        for (int i = 0; i < COUNT; i++) {
            keys[i] = "key" + Integer.toString(COUNT + i).substring(1);
        }
        System.gc(); // else they lie scattered among garbage until the first collection, and the first runs are slow
    }

    String of(long item) {
        return keys[index(item)];
    }

    Answer runningCounts(long n) {
        int[] counts = new int[COUNT];
        int most = 0;
        for (long i = 0; i < n; i++) {
            most = Math.max(most, ++counts[index(i)]);
        }
        return new Answer(n, most);
    }

    private static int index(long item) {
        long mixed = item * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return (int) ((mixed & Long.MAX_VALUE) % COUNT);
    }
}
