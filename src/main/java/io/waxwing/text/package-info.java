/**
 * Data of others as messages show it.
 */
@NullMarked
package io.waxwing.text;

import org.jspecify.annotations.NullMarked;
