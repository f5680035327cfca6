package io.waxwing.runtime;

import io.waxwing.exchange.Courier;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireFormat;
import java.util.UUID;

/** The other processes of the cluster, as a run sees them. */
interface Peers {
    /** Carries messages to all workers, of this process and others. */
    Courier courier();

    /** A wire format for one worker. */
    WireFormat wireFormat();

    /** Index of this process. */
    int process();

    /** Number of processes. */
    int processes();

    /** Names this run of the cluster, the same on all. */
    String generation();

    /** To the store of another process. */
    void send(int toProcess, Message.Store message);

    /** Tells the others that this process failed. Any thread; at once. */
    void abort(FlowException cause);

    /** All workers of this process are done: waits until those of the others are. */
    void goodbye() throws InterruptedException;

    /** Leaves without a word, if it has not been left yet. */
    void close();

    /** Nobody: the workers of this process are all there are. */
    static Peers none(LocalCourier courier) {
        String generation = UUID.randomUUID().toString();
        return new Peers() {
            @Override
            public int process() {
                return 0;
            }

            @Override
            public int processes() {
                return 1;
            }

            @Override
            public String generation() {
                return generation;
            }

            @Override
            public void send(int toProcess, Message.Store message) {
                throw new IllegalStateException("there is no process " + toProcess);
            }

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
