package io.waxwing.chain;

import java.util.List;

/** The loop over a batch. */
final class BatchLoopStep implements BatchLoop {
    private final Gate gate;
    private final Downstream down;

    BatchLoopStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.gate = site.gate();
        this.down = downs[0];
    }

    @Override
    public int run(Object[] keys, Object[] values, int index, int size) {
        int i = index;
        while (i < size && !gate.isClosed()) {
            down.push(keys[i], values[i]);
            i++;
        }
        return i;
    }
}
