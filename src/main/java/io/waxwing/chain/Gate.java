package io.waxwing.chain;

/** Closed while any channel of the exchanges below has something pending. Shared by all that has the same exchanges below it. */
public final class Gate {
    private int closed;

    /** Whether producers must stop and keep their place. */
    public boolean isClosed() {
        return closed != 0;
    }

    /** An exchange below could not send. */
    public void close() {
        closed++;
    }

    /** That exchange has sent all. */
    public void open() {
        assert closed > 0 : "a gate was opened more often than closed";
        closed--;
    }
}
