/**
 * User functions: the shapes of java.util.function, but each may throw.
 */
@NullMarked
package io.waxwing.function;

import org.jspecify.annotations.NullMarked;
