package io.waxwing.chain;

import java.util.ArrayDeque;
import java.util.Deque;

/** What an emitter took while its gate was closed, in order: at most what one call emits. */
final class Spill {
    private record Item(Object key, Object value) {}

    private final Deque<Item> items = new ArrayDeque<>(0);
    /** Of the items; asked for with each item that a step hands on, so it stands at hand. */
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(Object key, Object value) {
        items.addLast(new Item(key, value));
        size++;
    }

    /** Hands on until all is gone or the gate closes. */
    void drain(Gate gate, Downstream down) {
        while (!isEmpty() && !gate.isClosed()) {
            Item item = items.removeFirst();
            size--;
            down.push(item.key, item.value);
        }
    }
}
