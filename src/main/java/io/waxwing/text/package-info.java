/**
 * Data of others as messages show it.
 *
 * <p>Imports nothing. For {@code chain}, {@code serde} and the rooms above them.
 */
@NullMarked
package io.waxwing.text;

import org.jspecify.annotations.NullMarked;
