/**
 * The test kit, for this project's tests and for users' own.
 *
 * <pre>
 *   TestingSource -> flow under test -> TestingSink
 *                         ^
 *                    ManualClock
 * </pre>
 */
@NullMarked
package io.waxwing.testing;

import org.jspecify.annotations.NullMarked;
