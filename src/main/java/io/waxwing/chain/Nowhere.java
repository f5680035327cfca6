package io.waxwing.chain;

/** The end of a stream that nobody reads. */
public enum Nowhere implements Downstream {
    /** The only one. */
    INSTANCE;

    @Override
    public void push(Object key, Object item) {
        // nobody reads it
    }

    @Override
    public void flush() {
        // holds nothing
    }
}
