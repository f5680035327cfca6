/**
 * Flows that are run here and in the reference, to compare the answers. {@link io.waxwing.differential.Generator} draws a
 * {@link io.waxwing.differential.Flow}, a neutral description; {@link io.waxwing.differential.Analysis} says which of its streams
 * have a determined content and order; {@link io.waxwing.differential.WaxwingSide} and {@link io.waxwing.differential.ReferenceSide}
 * run it; {@link io.waxwing.differential.Comparison} compares. See {@code src/docs/differential.md}.
 */
@NullMarked
package io.waxwing.differential;

import org.jspecify.annotations.NullMarked;
