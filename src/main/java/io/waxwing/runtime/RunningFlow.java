package io.waxwing.runtime;

/** A flow under way. Any thread may call any of the methods. */
public interface RunningFlow extends AutoCloseable {
    /**
     * Waits for the end: that of the input, or that by {@link #stop} or {@link #close}, as {@link #isStopped} tells.
     *
     * @throws FlowException if the run failed
     * @throws InterruptedException if the caller was interrupted. That ends the wait, not the run: wait again, or {@link #close} it. But if
     *     the workers had ended and only the other processes were waited for, a second call does not wait for these; {@link #close} lets
     *     them go, and those that had not heard yet that all was done then fail
     */
    void await() throws InterruptedException;

    /** Ends the current epoch everywhere in the cluster, then all stop. At once; {@link #await} tells when it has happened. */
    void stop();

    /**
     * Whether the run ended early because stop was asked, in this process or another, or because this process closed it. Meaningful after
     * {@link #await}.
     */
    boolean isStopped();

    /**
     * Stops at once if it still runs, without ending the epoch, and waits until the partitions are closed: two seconds for workers to
     * come out of user code, two more after they have been interrupted, and with a recovery directory up to two more for its files to be
     * closed. Processes of the same cluster fail.
     */
    @Override
    void close();
}
