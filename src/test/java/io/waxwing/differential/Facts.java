package io.waxwing.differential;

/**
 * What is known about a stream before it runs.
 *
 * @param keyed of pairs
 * @param order which order of it is determined, with one worker
 * @param spread the same with two
 * @param single at most one item comes of each item of a single input, at once, and each is an epoch of its own: what is in its
 *     order is then determined even where streams that part meet again, with one worker
 * @param settled with two workers, the same items come
 * @param windows items begin with the id of a window; order holds within those of a key and a window
 * @param items at most so many
 * @param leaves at most so many numbers and strings in all
 */
record Facts(
        boolean keyed,
        Order order,
        Order spread,
        boolean single,
        boolean settled,
        boolean windows,
        long items,
        long leaves) {
    enum Order {
        NONE,
        KEY,
        TOTAL;

        Order orLess(Order other) {
            return compareTo(other) < 0 ? this : other;
        }

        boolean ofKeys() {
            return this != NONE;
        }

        /** What is left when the key changes. */
        Order withoutKey() {
            return this == TOTAL ? TOTAL : NONE;
        }
    }

    Facts withOrder(Order newOrder, Order newSpread) {
        return new Facts(keyed, newOrder, newSpread, single, settled, false, items, leaves);
    }

    Facts withKeyed(boolean newKeyed) {
        return new Facts(newKeyed, order, spread, single, settled, false, items, leaves);
    }

    Facts withSingle(boolean newSingle) {
        return new Facts(keyed, order, spread, newSingle, settled, windows, items, leaves);
    }

    Facts withSettled(boolean newSettled) {
        return new Facts(keyed, order, spread, single, newSettled, windows, items, leaves);
    }

    Facts withWindows() {
        return new Facts(keyed, order, spread, single, settled, true, items, leaves);
    }

    Facts withSize(long newItems, long newLeaves) {
        return new Facts(keyed, order, spread, single, settled, windows, newItems, newLeaves);
    }
}
