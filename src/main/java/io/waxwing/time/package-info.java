/**
 * How long anything may be told to wait.
 *
 * <p>Imports nothing. For {@code mesh}, {@code recovery} and the rooms above them.
 */
@NullMarked
package io.waxwing.time;

import org.jspecify.annotations.NullMarked;
