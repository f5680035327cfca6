package io.waxwing.chain;

/** In the place of a chain once something in it has failed: a source that swallows the failure gives the chain nothing more. */
record Broken(StepFailure failure) implements Downstream {
    @Override
    public void push(Object key, Object item) {
        throw failure;
    }

    @Override
    public void flush() {
        // nothing came
    }
}
