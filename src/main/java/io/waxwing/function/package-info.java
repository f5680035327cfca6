/**
 * User functions: the shapes of java.util.function, but each may throw.
 *
 * <p>Imports nothing. Every other room may import it.
 */
@NullMarked
package io.waxwing.function;

import org.jspecify.annotations.NullMarked;
