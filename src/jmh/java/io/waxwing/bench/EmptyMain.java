package io.waxwing.bench;

/** Does nothing: what a JVM costs. */
public final class EmptyMain {
    private EmptyMain() {}

    /** Entry point. */
    public static void main(String[] args) {
        // nothing
    }
}
