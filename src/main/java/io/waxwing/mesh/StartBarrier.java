package io.waxwing.mesh;

import java.util.BitSet;

/**
 * When may items flow? Only when every process is linked with every other. Each tells process 0 when it is, and when it no
 * longer is; process 0 says START once it knows it of all. Pure.
 */
final class StartBarrier {
    private final int me;
    private final BitSet unlinked = new BitSet();
    private final BitSet unready = new BitSet();

    StartBarrier(int me, int processes) {
        this.me = me;
        unlinked.set(0, processes);
        unlinked.clear(me);
        unready.or(unlinked);
    }

    /** This process has, or no longer has, a link with another. Whoever's link is lost must say again that it is ready. */
    void linked(int process, boolean is) {
        unlinked.set(process, !is);
        if (!is) {
            unready.set(process);
        }
    }

    /** Another process has told process 0 that it is, or no longer is, linked with all. */
    void ready(int process, boolean is) {
        unready.set(process, !is);
    }

    /** Whether this process is linked with all others. */
    boolean complete() {
        return unlinked.isEmpty();
    }

    /** Whether this process is process 0 and may say START. */
    boolean mayStart() {
        return me == 0 && complete() && unready.isEmpty();
    }

    /** Those without a link. */
    BitSet unlinked() {
        return (BitSet) unlinked.clone();
    }

    /** At process 0: those that have not said that they are linked with all. */
    BitSet unready() {
        return (BitSet) unready.clone();
    }
}
