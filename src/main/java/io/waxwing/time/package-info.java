/**
 * How long anything may be told to wait.
 */
@NullMarked
package io.waxwing.time;

import org.jspecify.annotations.NullMarked;
