package io.waxwing.cli;

import org.jspecify.annotations.Nullable;

/**
 * A literal as a value of a parameter's type.
 *
 * @param cost how far the type is from the literal's own: 0 is the type itself
 * @param value to pass
 */
record Fit(int cost, @Nullable Object value) {}
