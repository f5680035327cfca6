package io.waxwing.chain;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingPredicate;
import io.waxwing.function.ThrowingSupplier;
import io.waxwing.keyed.KeyedEntry;
import io.waxwing.operator.NotNull;
import java.util.List;

/**
 * One value out for each value in, with a state per key: function 0 maps, 1 makes a state, 2 tells when to drop it. The state stands
 * in the key's entry itself, with no logic around it, which saves a load from memory per item. The loop is that of {@link
 * StatefulItemStep}, written again because a copy of the class must have it to itself.
 */
final class StatefulMapStep extends KeyedStep implements BatchLoop {
    private final ThrowingBiFunction<Object, Object, Object> mapper;
    private final ThrowingSupplier<Object> init;
    private final ThrowingPredicate<Object> discardWhen;
    /** What comes next, if it takes batches: results then stand in the place of the values, and keys stay where they are. */
    private final PairSink sink;

    @SuppressWarnings("unchecked")
    StatefulMapStep(StepSite site, List<?> functions, Downstream[] downs) {
        super(site, functions, downs);
        this.mapper = (ThrowingBiFunction<Object, Object, Object>) functions.get(0);
        this.init = (ThrowingSupplier<Object>) functions.get(1);
        this.discardWhen = (ThrowingPredicate<Object>) functions.get(2);
        this.sink = down instanceof PairSink end && end.takesPairs() ? end : null;
    }

    @Override
    public int run(Object[] keys, Object[] values, int index, int size) {
        var found = new KeyedEntry[Math.min(AHEAD, size - index)];
        int i = index;
        while (i < size) {
            int first = i;
            int stop = Math.min(size, i + found.length);
            boolean ahead = find(keys, first, stop, found);
            while (i < stop) {
                if (gate.isClosed()) {
                    return i;
                }
                KeyedEntry entry = ahead ? found[i - first] : null;
                Object result = map(entry == null || entry.gone ? entry(keys[i]) : entry, keys[i], values[i]);
                if (sink == null) {
                    handOn(keys[i], result);
                } else {
                    values[i] = result;
                }
                i++;
            }
        }
        if (sink != null) {
            sink.takePairs(keys, values, size);
        }
        return i;
    }

    @Override
    public void push(Object key, Object item) {
        handOn(key, map(entry(key), key, item));
    }

    private Object map(KeyedEntry entry, Object key, Object item) {
        Object result;
        boolean discard;
        try {
            result = mapper.apply(entry.logic, item);
            discard = discardWhen.test(entry.logic);
        } catch (Throwable e) {
            throw callFailure(key, item, e);
        }
        noteChange(entry);
        if (discard) {
            drop(entry);
        }
        return result;
    }

    private void handOn(Object key, Object result) {
        if (gate.isClosed() || !spill.isEmpty()) {
            spill.add(key, result);
        } else {
            down.push(key, result);
        }
    }

    @Override
    Object newLogic() throws Exception {
        return NotNull.check(init.get(), "state of a statefulMap");
    }

    @Override
    Object restored(Object state) {
        return state;
    }

    @Override
    int touch(Object state) {
        return touchHead(state);
    }

    @Override
    Object snapshot(Object state) {
        return state;
    }
}
