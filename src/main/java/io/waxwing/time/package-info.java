/**
 * How long anything may be told to wait.
 *
 * <p>Imports nothing. Every other room may import it.
 */
@NullMarked
package io.waxwing.time;

import org.jspecify.annotations.NullMarked;
