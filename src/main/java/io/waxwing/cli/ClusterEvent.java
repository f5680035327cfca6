package io.waxwing.cli;

import java.io.IOException;
import java.util.Locale;

/** What happens to the children of a local cluster. */
sealed interface ClusterEvent {

    /** A child listens and wants to know where the others do. */
    record Joined(int child, String address) implements ClusterEvent {}

    /** A child has ended, and all it printed has been passed on. */
    record Exited(int child, int code) implements ClusterEvent {}

    /** What a child printed could not be passed on: nobody reads it any more, or the disk is full. */
    record OutputFailed(IOException why) implements ClusterEvent {
        /** Java does not give the error number; in each system's text for it, and in no other, there is "pipe". */
        boolean closed() {
            return String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
        }
    }

    /** A signal came for all of the cluster. */
    record Stop(Signals signal) implements ClusterEvent {}
}
