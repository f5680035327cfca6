package io.waxwing.bench;

import java.util.List;

/**
 * A job with several ways to do it.
 *
 * @param items source items of one run
 * @param expected the answer of each run
 * @param variants in the order in which they take turns: for each scale the hand-written loop, then the flow
 */
public record Workload(String name, long items, Answer expected, List<Variant> variants) {}
