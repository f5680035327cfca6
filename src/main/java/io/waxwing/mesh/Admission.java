package io.waxwing.mesh;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may come in, and in which words others are turned away. For the I/O thread. */
record Admission(MeshConfig config, Roster roster) {
    /**
     * Why a process that dials may not come in; null: it may try.
     *
     * @param closed why nobody may any more; null while the cluster forms
     */
    Handshake.@Nullable Rejection objection(Handshake.Hello hello, @Nullable String closed) {
        int process = hello.process();
        if (process == config.processId()) {
            return duplicate("process id " + process + " is this process at " + own());
        }
        if (process >= 0 && process < config.processes()) {
            Peer peer = roster.peer(process);
            Link link = peer.link();
            if (link != null && !link.ended() && !peer.incarnation().equals(hello.incarnation())) {
                return duplicate("process id " + process + " is already connected from " + link.remote());
            }
        }
        return closed == null ? null : new Handshake.Rejection(Handshake.Reason.CLOSED, closed);
    }

    /** Says that a process does not belong to this cluster, and what differs. */
    String disagreement(int process, String remote, List<Agreement.Mismatch> differing) {
        boolean known = process >= 0 && process < config.processes() && process != config.processId();
        String who = known ? roster.peer(process) + " from " + remote : "a process from " + remote;
        String other = known ? "process " + process : "the other";
        String what = differing.stream()
                .map(each -> each.between("process " + config.processId(), other))
                .collect(Collectors.joining("; "));
        return who + " and process " + config.processId() + " (" + own() + ") do not run the same: " + what;
    }

    /** Says why a peer does not want this process. */
    static String refused(Peer peer, Handshake.Rejection rejection) {
        return switch (rejection.reason()) {
            case DUPLICATE ->
                peer + " refused this process: " + rejection.text() + "; give each process an id of its own";
            case AUTHENTICATION -> peer + " refused this process: " + rejection.text();
            default -> peer + " ended the start: " + rejection.text();
        };
    }

    private Address own() {
        return config.addresses().get(config.processId());
    }

    private static Handshake.Rejection duplicate(String text) {
        return new Handshake.Rejection(Handshake.Reason.DUPLICATE, text);
    }
}
