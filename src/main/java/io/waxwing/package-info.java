/**
 * What a user writes: an inert description of a dataflow.
 *
 * <p>Building one opens nothing and runs nothing. A {@link io.waxwing.Dataflow} is a list of {@link io.waxwing.Step}s; the streams
 * ({@link io.waxwing.DataStream}, {@link io.waxwing.KeyedStream}) are fluent, typed views of the outputs of those steps.
 *
 * <pre>
 * flow.input(..) -> DataStream -> map, filter, ... -> keyOn -> KeyedStream -> stateful ... -> output
 * </pre>
 *
 * <p>Imports {@code window}, {@code connector}, {@code operator}, {@code function}.
 */
@NullMarked
package io.waxwing;

import org.jspecify.annotations.NullMarked;
