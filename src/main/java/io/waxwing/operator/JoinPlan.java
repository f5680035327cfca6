package io.waxwing.operator;

import io.waxwing.function.ThrowingFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the joins of all keys, and of all windows, of a step have in common.
 *
 * @param sides how many
 * @param insert which values of a side count
 * @param emit when rows are emitted
 * @param join makes a result of a row, in which a side without a value is null
 */
public record JoinPlan<R>(
        int sides,
        JoinInsertMode insert,
        JoinEmitMode emit,
        ThrowingFunction<? super @Nullable Object[], ? extends R> join) {}
