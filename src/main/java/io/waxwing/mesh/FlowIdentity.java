package io.waxwing.mesh;

/**
 * What all processes of a cluster must agree on about the dataflow they run, so that no two that run different things ever
 * exchange an item.
 *
 * @param flowId the name of the dataflow
 * @param structure its steps, their kinds and their wiring, a line for each step
 * @param exchanges number of exchanges in the plan; messages that name another are refused on receipt
 * @param saving whether state is saved
 */
public record FlowIdentity(String flowId, String structure, int exchanges, boolean saving) {
    /** Refuses a negative number of exchanges. */
    public FlowIdentity {
        if (exchanges < 0) {
            throw new IllegalArgumentException("exchanges must not be negative: " + exchanges);
        }
    }
}
