package io.waxwing.testing;

import java.util.List;

/**
 * A step of a random flow: what it does is said once, and made into a step of a Dataflow by {@link FlowMaker}, into lists by
 * {@link Interpreter}.
 *
 * @param variant tells functions and parameters apart
 */
record FlowNode(int id, Op op, List<Port> inputs, int variant) {
    /** An output of a node. */
    record Port(int node, int output) {}

    /** What a node needs of its input, and gives. */
    enum Op {
        INPUT(Needs.NOTHING, false),
        INPUT_KEYED(Needs.NOTHING, true),
        INPUT_DYNAMIC(Needs.NOTHING, false),

        MAP(Needs.ITEMS, false),
        FLAT_MAP(Needs.ITEMS, false),
        FLAT_MAP_LAZY(Needs.ITEMS, false),
        FLAT_MAP_BATCH(Needs.ITEMS, false),
        FILTER(Needs.ITEMS, false),
        FILTER_MAP(Needs.ITEMS, false),
        BRANCH(Needs.ITEMS, false),
        MERGE(Needs.ITEMS, false),
        ENRICH(Needs.ITEMS, false),
        INSPECT(Needs.ITEMS, false),
        VIA(Needs.ITEMS, false),
        REDISTRIBUTE(Needs.ITEMS, false),
        KEY_ON(Needs.ITEMS, true),
        KEY_ON_VALUE(Needs.ITEMS, true),
        MAP_TO_KEYED(Needs.ITEMS, true),
        COUNT_FINAL(Needs.ITEMS, true),

        MAP_PAIR(Needs.PAIRS, false),
        FLAT_MAP_PAIR(Needs.PAIRS, false),
        KEY_REMOVE(Needs.PAIRS, false),
        MAP_PAIR_TO_KEYED(Needs.PAIRS, true),
        MAP_VALUE(Needs.PAIRS, true),
        FLAT_MAP_VALUE(Needs.PAIRS, true),
        FILTER_MAP_VALUE(Needs.PAIRS, true),
        FILTER_VALUE(Needs.PAIRS, true),
        FILTER_PAIR(Needs.PAIRS, true),
        BRANCH_PAIR(Needs.PAIRS, true),
        MERGE_KEYED(Needs.PAIRS, true),
        INSPECT_PAIR(Needs.PAIRS, true),
        PAIRS_AND_BACK(Needs.PAIRS, true),
        REDISTRIBUTE_KEYED(Needs.PAIRS, true),
        COUNTING(Needs.PAIRS, true),
        COUNTING_MAP(Needs.PAIRS, true),
        COUNTING_FLAT_MAP(Needs.PAIRS, true),
        COUNTING_SCAN(Needs.PAIRS, true),
        BATCHES(Needs.PAIRS, true),
        DELAY(Needs.PAIRS, true),
        COLLECT(Needs.PAIRS, true),
        SUM_FINAL(Needs.PAIRS, true),
        REDUCE_FINAL(Needs.PAIRS, true),
        COUNT_FINAL_KEYED(Needs.PAIRS, true),
        MAX_FINAL(Needs.PAIRS, true),
        MIN_FINAL(Needs.PAIRS, true),
        AT_END(Needs.PAIRS, true),
        WINDOWS(Needs.PAIRS, true),
        SYSTEM_WINDOWS(Needs.PAIRS, true),
        JOIN_ALL(Needs.PAIRS, true),
        JOIN_COMPLETE(Needs.PAIRS, true),
        JOIN_WINDOWS(Needs.PAIRS, true),

        RUNNING_MAP(Needs.ORDERED_PAIRS, true),
        RUNNING_FLAT_MAP(Needs.ORDERED_PAIRS, true),
        RUNNING_SCAN(Needs.ORDERED_PAIRS, true),
        RUNNING_FINAL(Needs.ORDERED_PAIRS, true),
        ORDERED_WINDOWS(Needs.ORDERED_PAIRS, true),
        COUNT_WINDOWS(Needs.ORDERED_PAIRS, true),
        OWN_WINDOWS(Needs.ORDERED_PAIRS, true),
        JOIN_LAST(Needs.ORDERED_PAIRS, true),
        JOIN_RUNNING(Needs.ORDERED_PAIRS, true),

        OUTPUT(Needs.ITEMS, false),
        OUTPUT_KEYED(Needs.PAIRS, false),
        OUTPUT_PARTITIONED(Needs.ITEMS, false),
        OUTPUT_PARTITIONED_KEYED(Needs.PAIRS, false);

        final Needs needs;
        final boolean givesPairs;

        Op(Needs needs, boolean givesPairs) {
            this.needs = needs;
            this.givesPairs = givesPairs;
        }

        boolean isInput() {
            return needs == Needs.NOTHING;
        }

        boolean isOutput() {
            return name().startsWith("OUTPUT");
        }

        boolean isMerge() {
            return this == MERGE || this == MERGE_KEYED;
        }

        boolean isJoin() {
            return name().startsWith("JOIN");
        }

        boolean isWindows() {
            return name().endsWith("WINDOWS") && !isJoin();
        }

        int outputs() {
            return this == BRANCH || this == BRANCH_PAIR ? 2 : 1;
        }

        boolean isPartitionedOutput() {
            return this == OUTPUT_PARTITIONED || this == OUTPUT_PARTITIONED_KEYED;
        }
    }

    /** Kinds of input. */
    enum Needs {
        NOTHING,
        ITEMS,
        PAIRS,
        /** Pairs whose order is defined per key. */
        ORDERED_PAIRS
    }

    String name() {
        return "n" + id;
    }
}
