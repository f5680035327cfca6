/**
 * Lengths of time: the longest that anything may be told to wait, and how they are said.
 */
@NullMarked
package io.waxwing.time;

import org.jspecify.annotations.NullMarked;
