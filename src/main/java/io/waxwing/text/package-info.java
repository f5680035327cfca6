/**
 * Data of others as messages show it.
 *
 * <p>Imports nothing. Every other room may import it.
 */
@NullMarked
package io.waxwing.text;

import org.jspecify.annotations.NullMarked;
