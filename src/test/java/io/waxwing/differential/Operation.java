package io.waxwing.differential;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a step of a description does. A leading K tells the form for pairs from the one for items. */
enum Operation {
    INPUT("input", Takes.NOTHING, Effect.INPUT),
    INPUT_KEYED("inputKeyed", Takes.NOTHING, Effect.INPUT),

    MAP("map", Takes.ITEMS, Effect.KEEP),
    VIA("via", Takes.ITEMS, Effect.KEEP),
    FILTER("filter", Takes.ITEMS, Effect.KEEP),
    FILTER_MAP("filterMap", Takes.ITEMS, Effect.KEEP),
    FLAT_MAP("flatMap", Takes.ITEMS, Effect.MANY),
    FLAT_MAP_BATCH("flatMapBatch", Takes.ITEMS, Effect.MANY),
    FLATTEN("flatten", Takes.ITEMS, Effect.MANY),
    BRANCH("branch", Takes.ITEMS, Effect.BRANCH),
    BRANCH_TYPE("branchType", Takes.ITEMS, Effect.BRANCH),
    MERGE("merge", Takes.ITEMS, Effect.MERGE),
    REDISTRIBUTE("redistribute", Takes.ITEMS, Effect.SHUFFLE),
    INSPECT("inspect", Takes.ITEMS, Effect.INSPECT),
    INSPECT_DEBUG("inspectDebug", Takes.ITEMS, Effect.INSPECT),
    ENRICH("enrich", Takes.ITEMS, Effect.ENRICH),
    FAIL_IF("failIf", Takes.ITEMS, Effect.KEEP),
    RAISES("raises", Takes.ITEMS, Effect.END),

    KEY_ON("keyOn", Takes.ITEMS, Effect.KEY),
    KEY_ON_VALUE("keyOnValue", Takes.ITEMS, Effect.KEY),
    MAP_TO_KEYED("mapToKeyed", Takes.ITEMS, Effect.KEY),
    COUNT_FINAL("countFinal", Takes.ITEMS, Effect.FINAL),

    KEY_RM("keyRm", Takes.PAIRS, Effect.UNKEY),
    K_MAP("kmap", Takes.PAIRS, Effect.UNKEY),
    K_FLAT_MAP("kflatMap", Takes.PAIRS, Effect.UNKEY_MANY),

    REKEY("rekey", Takes.PAIRS, Effect.REKEY),
    PAIRS("pairs", Takes.PAIRS, Effect.KEEP),
    MAP_VALUE("mapValue", Takes.PAIRS, Effect.KEEP),
    FLAT_MAP_VALUE("flatMapValue", Takes.PAIRS, Effect.MANY),
    FILTER_VALUE("filterValue", Takes.PAIRS, Effect.KEEP),
    FILTER_MAP_VALUE("filterMapValue", Takes.PAIRS, Effect.KEEP),
    K_FILTER("kfilter", Takes.PAIRS, Effect.KEEP),
    K_BRANCH("kbranch", Takes.PAIRS, Effect.BRANCH),
    K_MERGE("kmerge", Takes.PAIRS, Effect.MERGE),
    K_REDISTRIBUTE("kredistribute", Takes.PAIRS, Effect.SHUFFLE),
    K_INSPECT("kinspect", Takes.PAIRS, Effect.INSPECT),
    K_INSPECT_DEBUG("kinspectDebug", Takes.PAIRS, Effect.INSPECT),

    STATEFUL_MAP("statefulMap", Takes.PAIRS, Effect.STATE),
    STATEFUL_FLAT_MAP("statefulFlatMap", Takes.PAIRS, Effect.STATE),
    STATEFUL("stateful", Takes.PAIRS, Effect.STATE),
    STATEFUL_BATCH("statefulBatch", Takes.PAIRS, Effect.STATE),
    SCAN("scan", Takes.PAIRS, Effect.STATE),
    COLLECT("collect", Takes.PAIRS, Effect.STATE),

    FOLD_FINAL("foldFinal", Takes.PAIRS, Effect.FINAL),
    REDUCE_FINAL("reduceFinal", Takes.PAIRS, Effect.FINAL),
    K_COUNT_FINAL("kcountFinal", Takes.PAIRS, Effect.FINAL),
    MAX_FINAL("maxFinal", Takes.PAIRS, Effect.FINAL),
    MIN_FINAL("minFinal", Takes.PAIRS, Effect.FINAL),

    JOIN("join", Takes.PAIRS, Effect.JOIN),
    JOIN_PARTS("joinParts", Takes.PAIRS, Effect.JOIN),
    WINDOW("window", Takes.PAIRS, Effect.WINDOW),
    JOIN_WINDOW("joinWindow", Takes.PAIRS, Effect.WINDOW),
    JOIN_WINDOW_PARTS("joinWindowParts", Takes.PAIRS, Effect.WINDOW);

    /** What comes in. */
    enum Takes {
        NOTHING,
        ITEMS,
        PAIRS
    }

    /** What happens to the facts of a stream, see {@link Analysis}. */
    enum Effect {
        INPUT,
        KEEP,
        MANY,
        BRANCH,
        MERGE,
        SHUFFLE,
        INSPECT,
        ENRICH,
        END,
        KEY,
        UNKEY,
        UNKEY_MANY,
        REKEY,
        STATE,
        FINAL,
        JOIN,
        WINDOW
    }

    private static final Map<String, Operation> BY_LABEL =
            Stream.of(values()).collect(Collectors.toMap(op -> op.label, Function.identity()));

    final String label;
    final Takes takes;
    final Effect effect;

    Operation(String label, Takes takes, Effect effect) {
        this.label = label;
        this.takes = takes;
        this.effect = effect;
    }

    static Operation of(String label) {
        Operation op = BY_LABEL.get(label);
        if (op == null) {
            throw new IllegalArgumentException("no operation \"" + label + "\"");
        }
        return op;
    }

    boolean isInput() {
        return effect == Effect.INPUT;
    }

    /** Reads several streams. */
    boolean isMany() {
        return effect == Effect.MERGE || this == JOIN || this == JOIN_WINDOW;
    }
}
