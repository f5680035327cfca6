package io.waxwing.bench;

import java.util.concurrent.Callable;

/**
 * One of those that take turns at a workload.
 *
 * @param scale what it runs on: w1, w2, 2p
 * @param flow whether it is the flow, else the loop by hand
 * @param job runs it once
 */
public record Variant(String scale, boolean flow, Callable<Answer> job) {
    static Variant hand(String scale, Callable<Answer> job) {
        return new Variant(scale, false, job);
    }

    static Variant flow(String scale, Callable<Answer> job) {
        return new Variant(scale, true, job);
    }

    String name() {
        return (flow ? "flow " : "hand ") + scale;
    }
}
