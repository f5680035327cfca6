package io.waxwing.testing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** User functions of random flows: pure, told apart by a number. Values are of several types, so that the codec has work. */
final class FlowFunctions {
    /** A value that is a class of the flow's own. */
    record Thing(int size, String name) {}

    /** A key that is a record. */
    record Place(String street, int number) {}

    private FlowFunctions() {}

    /** A number that depends on all of a value, the same in every JVM. */
    static long number(Object value) {
        String text = String.valueOf(value);
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(0, hash);
    }

    static long mix(long a, long b) {
        long x = (a + 0x9E3779B97F4A7C15L) ^ b;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    /** One to one. */
    static Object one(int variant, Object value) {
        long number = Math.floorMod(mix(variant, number(value)), 100_000L);
        return switch (variant % 5) {
            case 0 -> number;
            case 1 -> "s" + number;
            case 2 -> List.of(number, "x");
            case 3 -> new Thing((int) number, "t" + number % 7);
            default -> (int) number;
        };
    }

    static boolean keeps(int variant, Object value) {
        return Math.floorMod(number(value) + variant, 3L) != 0;
    }

    /** One to few, now and then to many. */
    static List<Object> many(int variant, Object value) {
        int most = variant % 6 == 0 ? 9 : 3;
        int count = Math.floorMod(mix(variant, number(value)), most);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(one(variant + i, value));
        }
        return results;
    }

    /** The same, made only when asked for. */
    static Iterable<Object> lazily(int variant, Object value) {
        int count = many(variant, value).size();
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public Object next() {
                if (next == count) {
                    throw new NoSuchElementException();
                }
                return one(variant + next++, value);
            }
        };
    }

    /** One of a few keys; with some variants most items have the same. */
    static Object key(int variant, Object value) {
        long number = number(value);
        int keys = 1 + variant % 5;
        int key = variant % 3 == 0 && number % 4 != 0 ? 0 : (int) Math.floorMod(number >> 3, (long) keys);
        return switch (variant % 4) {
            case 0 -> "k" + key;
            case 1 -> key;
            case 2 -> new Place("street", key);
            default -> (long) key;
        };
    }
}
