package io.waxwing.chain;

import java.util.ArrayDeque;
import java.util.Deque;

/** What an emitter took while its gate was closed, in order: at most what one call emits. */
final class Spill {
    private record Item(Object key, Object value) {}

    private final Deque<Item> items = new ArrayDeque<>(0);

    boolean isEmpty() {
        return items.isEmpty();
    }

    void add(Object key, Object value) {
        items.addLast(new Item(key, value));
    }

    /** Hands on until all is gone or the gate closes. */
    void drain(Gate gate, Downstream down) {
        while (!items.isEmpty() && !gate.isClosed()) {
            Item item = items.removeFirst();
            down.push(item.key, item.value);
        }
    }
}
