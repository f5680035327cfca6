package io.waxwing.chain;

/** The classes of fused steps. Those of stateless steps have the names of their kinds. */
public enum FusedStep {
    MAP(MapStep.class),
    MAP_PAIR(MapPairStep.class),
    FLAT_MAP(FlatMapStep.class),
    FLAT_MAP_PAIR(FlatMapPairStep.class),
    FLAT_MAP_BATCH(FlatMapBatchStep.class),
    FILTER(FilterStep.class),
    FILTER_PAIR(FilterPairStep.class),
    FILTER_MAP(FilterMapStep.class),
    KEY_ON(KeyOnStep.class),
    KEY_ON_VALUE(KeyOnValueStep.class),
    MAP_TO_KEYED(ToKeyedStep.class),
    MAP_PAIR_TO_KEYED(PairToKeyedStep.class),
    KEY_REMOVE(KeyRemoveStep.class),
    PAIRS(PairsStep.class),
    UNPAIRS(UnpairsStep.class),
    INSPECT(InspectStep.class),
    INSPECT_PAIR(InspectPairStep.class),
    INSPECT_DEBUG(InspectDebugStep.class),
    INSPECT_DEBUG_PAIR(InspectDebugPairStep.class),
    RAISES(RaisesStep.class),
    ENRICH_CACHED(EnrichCachedStep.class),
    REDUCE_COMBINE(ReduceCombineStep.class),
    COUNT_COMBINE(CountCombineStep.class),
    BRANCH(BranchStep.class),
    BRANCH_PAIR(BranchPairStep.class),
    TEE(TeeStep.class),
    STATEFUL(StatefulItemStep.class),
    STATEFUL_MAP(StatefulMapStep.class),
    STATEFUL_BATCH(StatefulBatchStep.class),
    WINDOW(WindowStep.class),
    WINDOW_DOWN(PickStep.class),
    WINDOW_LATE(PickStep.class),
    WINDOW_META(PickStep.class),
    SINK(SinkStep.class),
    PARTITIONED_SINK(PartitionedSinkStep.class),
    SOURCE_FEED(SourceFeedStep.class),
    BATCH_LOOP(BatchLoopStep.class);

    private final Class<?> type;

    FusedStep(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }
}
