package io.waxwing.mesh;

/**
 * Why a cluster cannot go on, as seen from this process.
 *
 * @param process the peer that failed or told of a failure
 * @param address where it listens
 * @param cause one line, fit for printing
 * @param aborted the peer said so itself, and gave the cause; else its link was lost, it fell silent or broke the protocol
 * @param outputClosed all that has happened is that the reader of some process's output has gone away
 */
public record PeerFailure(int process, Address address, String cause, boolean aborted, boolean outputClosed) {
    /** Of a real failure. */
    public PeerFailure(int process, Address address, String cause, boolean aborted) {
        this(process, address, cause, aborted, false);
    }

    /** What to {@link Mesh#abort} with because of this: names the first that failed, once, however often it is passed on. */
    public String passedOn() {
        return aborted ? cause : toString();
    }

    @Override
    public String toString() {
        return "process " + process + " (" + address + ")" + (aborted ? " stopped: " : ": ") + cause;
    }
}
