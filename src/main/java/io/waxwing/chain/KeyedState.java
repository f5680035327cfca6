package io.waxwing.chain;

import java.time.Instant;

/** What a worker does with a stateful step besides pushing values: timers, the end of the input, saving and loading. */
public interface KeyedState extends Resumable {
    /** Takes the state of the keys that changed. */
    interface ChangeWriter {
        /**
         * One key.
         *
         * @param state what the logic gave as its snapshot, to be serialised at once; null when the key is gone
         */
        void changed(Object key, Object state);
    }

    /** Puts back a saved key before anything else happens. */
    void load(Object key, Object state);

    /** When the next timer falls due; null when there is none. */
    Instant nextDue();

    /**
     * Notifies logics whose time has come, until the gate closes or enough was done at once.
     *
     * @return whether any was notified
     */
    boolean fireDue(Instant now);

    /**
     * Goes on with telling each logic the end of the input, until done or the gate closes.
     *
     * @return whether all have been told and all they emitted has been handed on
     */
    boolean runEof();

    /** Gives the keys that changed since the last call. */
    void saveChanges(ChangeWriter writer);

    /** The run has ended or was stopped: nothing else is called any more. Not called on a worker that failed. */
    void close();

    /** Number of keys that have a logic. */
    int size();
}
