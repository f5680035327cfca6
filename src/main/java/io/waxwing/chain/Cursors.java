package io.waxwing.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Half-read iterators of one step, in order; each hands on items while the gate is open. */
final class Cursors {
    private record Cursor(Object key, Iterator<?> items) {}

    private final StepSite site;
    private final Downstream down;
    private final Deque<Cursor> waiting = new ArrayDeque<>(2);
    private boolean flushOwed;

    Cursors(StepSite site, Downstream down) {
        this.site = site;
        this.down = down;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Keeps an iterator for later, behind those that wait. */
    void keep(Object key, Iterator<?> items) {
        waiting.addLast(new Cursor(key, items));
    }

    void flush() {
        if (waiting.isEmpty()) {
            down.flush();
        } else {
            flushOwed = true;
        }
    }

    /** Goes on until nothing waits or the gate closes. */
    void resume() {
        for (Cursor cursor; (cursor = waiting.peekFirst()) != null; waiting.removeFirst()) {
            while (true) {
                if (site.gate().isClosed()) {
                    return;
                }
                Object next;
                try {
                    if (!cursor.items.hasNext()) {
                        break;
                    }
                    next = cursor.items.next();
                } catch (Throwable e) {
                    throw site.failure(cursor.key, e);
                }
                down.push(cursor.key, next);
            }
        }
        if (flushOwed) {
            flushOwed = false;
            down.flush();
        }
    }
}
