package io.waxwing.plan;

import io.waxwing.Step;

/**
 * An edge where items move between workers, in front of a step.
 *
 * @param number from 0, in the order of the steps
 * @param target the step behind it
 */
public record Exchange(int number, Routing routing, Step target) {
    /** Who gets an item. */
    public enum Routing {
        /** The worker of its key. */
        KEY,
        /** Each worker in turn. */
        ROUND_ROBIN,
        /** The worker that has its sink partition. */
        PARTITION
    }
}
