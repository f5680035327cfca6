package io.waxwing.chain;

import io.waxwing.operator.KeyValue;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Keys and values side by side as a list of pairs, which can't be changed. A pair is made when it is asked for: one that is only looked
 * at need not be made at all, as the compiler sees.
 */
final class PairList extends AbstractList<Object> implements RandomAccess {
    private final Object[] keys;
    private final Object[] values;
    private final int size;

    /** Of the first so many of each; both arrays are the list's from now on. */
    PairList(Object[] keys, Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    @Override
    public Object get(int index) {
        int at = Objects.checkIndex(index, size);
        return new KeyValue<>(keys[at], values[at]);
    }

    @Override
    public int size() {
        return size;
    }

    /** The same as by index, in a form that the compiler takes apart. */
    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Object next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                int at = next++;
                return new KeyValue<>(keys[at], values[at]);
            }
        };
    }
}
