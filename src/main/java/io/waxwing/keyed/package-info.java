/**
 * The keys of a stateful step on one worker: their entries, the table of them, and when they want to be notified.
 *
 * <p>Most of the time of a look-up goes into waiting for memory, so an entry is the node of the table, and what a step keeps for a key may be
 * the entry itself ({@link io.waxwing.keyed.TimedEntry} has such subclasses). Used by the worker's thread only.
 *
 * <p>Keys and logics are data of users and pass through untyped: nullness is not checked here.
 */
@NullUnmarked
package io.waxwing.keyed;

import org.jspecify.annotations.NullUnmarked;
