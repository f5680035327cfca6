package io.waxwing.cli;

/** What happens to the children of a local cluster. */
sealed interface ClusterEvent {

    /** A child listens and wants to know where the others do. */
    record Joined(int child, String address) implements ClusterEvent {}

    /** A child has ended, and all it printed has been passed on. */
    record Exited(int child, int code) implements ClusterEvent {}

    /** Nobody reads our standard output any more. */
    record OutputClosed() implements ClusterEvent {}

    /** A signal came for all of the cluster. */
    record Stop(Signals signal) implements ClusterEvent {}
}
