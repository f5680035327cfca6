package io.waxwing.chain;

import io.waxwing.keyed.KeyTable;
import io.waxwing.operator.KeyValue;
import java.util.Arrays;
import java.util.List;

/**
 * Pushes what a source emits; takes pairs apart when the first function says so. When the second one says that the chain looks at keys, pairs
 * are gathered: a source's keys are mostly old, so the first look at each is a wait for memory, and in a short loop over many keys these waits
 * overlap.
 */
final class SourceFeedStep implements SourceFeed {
    private final StepSite site;
    private final Gate gate;
    private Downstream down;
    private final boolean keyed;
    private final boolean gathering;
    private final Spill spill = new Spill();
    private int count;
    private Object[] keys;
    private Object[] values;
    private int gathered;
    private StepFailure failure;

    @SuppressWarnings("UnusedVariable") // written, so that what it is made of is read
    private int touched;

    SourceFeedStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.gate = site.gate();
        this.down = downs[0];
        this.keyed = (Boolean) functions.get(0);
        this.gathering = (Boolean) functions.get(1);
        if (gathering) {
            beginBlock();
        }
    }

    private void beginBlock() {
        keys = new Object[KeyTable.TOGETHER];
        values = new Object[KeyTable.TOGETHER];
    }

    @Override
    public void emit(Object item) {
        count++;
        Object key = null;
        Object value = item;
        if (keyed) {
            if (!(item instanceof KeyValue<?, ?> pair)) {
                throw refused(site.failure(
                        null,
                        new IllegalArgumentException("a keyed input must emit KeyValue, not "
                                + (item == null ? "null" : item.getClass().getTypeName()))));
            }
            key = pair.key();
            if (key == null) {
                throw refused(site.nullKey(null, item));
            }
            value = pair.value();
        }
        if (gathering) {
            gather(key, value);
        } else {
            push(key, value);
        }
    }

    private void gather(Object key, Object value) {
        int index = gathered;
        keys[index] = key;
        values[index] = value;
        gathered = index + 1;
        if (index + 1 == keys.length) {
            handOn();
        }
    }

    @Override
    public void handOn() {
        int size = gathered;
        if (size == 0) {
            return;
        }
        Object[] allKeys = keys;
        Object[] allValues = values;
        gathered = 0;
        boolean full = size == allKeys.length;
        if (full) { // stores into young arrays are cheaper, but arrays for a few pairs are not
            beginBlock();
        }
        int touch = 0;
        for (int i = 0; i < size; i++) {
            touch += KeyedStep.touchHead(allKeys[i]);
        }
        touched = touch;
        for (int i = 0; i < size; i++) {
            push(allKeys[i], allValues[i]);
        }
        if (!full) {
            Arrays.fill(allKeys, 0, size, null);
            Arrays.fill(allValues, 0, size, null);
        }
    }

    private void push(Object key, Object value) {
        if (gate.isClosed() || !spill.isEmpty()) {
            spill.add(key, value);
            return;
        }
        try {
            down.push(key, value);
        } catch (StepFailure e) {
            throw latched(e);
        }
    }

    /** What came before it goes down the chain first. */
    private StepFailure refused(StepFailure e) {
        handOn();
        return latched(e);
    }

    private StepFailure latched(StepFailure e) {
        if (failure == null) {
            failure = e;
            down = new Broken(e);
        }
        return failure;
    }

    @Override
    public int takeCount() {
        int taken = count;
        count = 0;
        return taken;
    }

    @Override
    public void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean isSuspended() {
        return !spill.isEmpty();
    }

    @Override
    public void resume() {
        spill.drain(gate, down);
    }
}
