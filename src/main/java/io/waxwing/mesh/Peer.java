package io.waxwing.mesh;

import org.jspecify.annotations.Nullable;

/** Another process of the cluster, as this one sees it. For the I/O thread. */
final class Peer {
    private final int process;
    private final Address address;
    private PeerState state = PeerState.MISSING;
    private @Nullable Link link;
    private Nonce incarnation = Nonce.NONE;
    private String trouble = "";
    private boolean unresolved;
    private boolean inputEnded;

    Peer(int process, Address address) {
        this.process = process;
        this.address = address;
    }

    int process() {
        return process;
    }

    Address address() {
        return address;
    }

    PeerState state() {
        return state;
    }

    /** The link with it; null while it is missing. */
    @Nullable
    Link link() {
        return link;
    }

    /** Which start of it this process is linked with. */
    Nonce incarnation() {
        return incarnation;
    }

    /** What kept it from being linked last time; empty if nothing was heard of it. */
    String trouble() {
        return trouble;
    }

    /** Whether the trouble is that its host's name does not resolve. */
    boolean unresolved() {
        return unresolved;
    }

    void troubled(String newTrouble, boolean nameUnknown) {
        trouble = newTrouble;
        unresolved = nameUnknown;
    }

    void linked(Link newLink, Nonce newIncarnation) {
        link = newLink;
        incarnation = newIncarnation;
        state = PeerState.LINKED;
        troubled("", false);
    }

    void lost(String cause) {
        link = null;
        state = PeerState.MISSING;
        troubled(cause, false);
    }

    void running() {
        state = PeerState.RUNNING;
    }

    void left() {
        state = PeerState.LEFT;
    }

    /** It has closed its direction of the link. */
    void inputEnded() {
        inputEnded = true;
    }

    boolean hasInputEnded() {
        return inputEnded;
    }

    @Override
    public String toString() {
        return "process " + process + " (" + address + ")";
    }
}
