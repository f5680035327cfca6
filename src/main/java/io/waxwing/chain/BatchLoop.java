package io.waxwing.chain;

/** Between an exchange's inbox and the chain below it: the loop over a batch. */
public interface BatchLoop {
    /**
     * Pushes the items of a batch from {@code index} on until its end or until the gate closes.
     *
     * @return the index to go on from, {@code size} when all went
     */
    int run(Object[] keys, Object[] values, int index, int size);
}
