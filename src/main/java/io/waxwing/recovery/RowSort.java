package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts rows into {@link StateRow#ORDER}. Comparing rows two by two waits for memory at each of them; so what is sorted are numbers, of the
 * higher bits of the hash and the place of the row, and only those with the same bits are compared.
 */
final class RowSort {
    private RowSort() {}

    /** The rows in order; as they come they are mostly step by step. */
    static List<StateRow> sorted(List<StateRow> rows) {
        Map<String, List<StateRow>> steps = new TreeMap<>();
        List<StateRow> ofStep = List.of();
        String step = null;
        for (StateRow row : rows) {
            if (!row.stepId().equals(step)) {
                step = row.stepId();
                ofStep = steps.computeIfAbsent(step, any -> new ArrayList<>());
            }
            ofStep.add(row);
        }
        List<StateRow> sorted = new ArrayList<>(rows.size());
        steps.values().forEach(some -> addSorted(some, sorted));
        return sorted;
    }

    private static void addSorted(List<StateRow> rows, List<StateRow> into) {
        int count = rows.size();
        long places = Math.max(1, Long.highestOneBit(count) * 2) - 1;
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = ((rows.get(i).hash() ^ Long.MIN_VALUE) & ~places) | i; // the order of longs is signed
        }
        Arrays.sort(numbers);
        for (int from = 0, to; from < count; from = to) {
            long bits = numbers[from] & ~places;
            int begin = into.size();
            for (to = from; to < count && (numbers[to] & ~places) == bits; to++) {
                into.add(rows.get((int) (numbers[to] & places)));
            }
            if (to - from > 1) {
                into.subList(begin, into.size()).sort(StateRow.ORDER);
            }
        }
    }
}
