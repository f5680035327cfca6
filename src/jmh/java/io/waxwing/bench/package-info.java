/**
 * The benchmarks: flows as a user would write them, each beside the loop that a good engineer would write by hand for that one
 * job. They take turns in one JVM, every answer is checked, and what counts is the ratio of the medians. May import anything public;
 * nothing imports it, and it is in no jar.
 *
 * <pre>
 *   Bench -> Workload (variants: hand w1, flow w1, hand w2, flow w2) -> Rounds -> Report
 * </pre>
 */
package io.waxwing.bench;
