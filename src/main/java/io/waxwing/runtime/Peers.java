package io.waxwing.runtime;

import io.waxwing.exchange.Courier;
import io.waxwing.exchange.WireFormat;

/** The other processes of the cluster, as a run sees them. */
interface Peers {
    /** Carries messages to all workers, of this process and others. */
    Courier courier();

    /** A wire format for one worker. */
    WireFormat wireFormat();

    /** Tells the others that this process failed. Any thread; at once. */
    void abort(FlowException cause);

    /** All workers of this process are done: waits until those of the others are. */
    void goodbye() throws InterruptedException;

    /** Leaves without a word, if it has not been left yet. */
    void close();

    /** Nobody: the workers of this process are all there are. */
    static Peers none(LocalCourier courier) {
        return new Peers() {
            @Override
            public Courier courier() {
                return courier;
            }

            @Override
            public WireFormat wireFormat() {
                return LocalOnly.FORMAT;
            }

            @Override
            public void abort(FlowException cause) {
                // nobody to tell
            }

            @Override
            public void goodbye() {
                // nobody to wait for
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
