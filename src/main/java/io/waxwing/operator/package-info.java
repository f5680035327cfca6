/**
 * Contracts of user logic, and the built-in logics of the stateful steps.
 *
 * <p>A logic knows one key; it sees no worker, no epoch and no thread.
 */
@NullMarked
package io.waxwing.operator;

import org.jspecify.annotations.NullMarked;
