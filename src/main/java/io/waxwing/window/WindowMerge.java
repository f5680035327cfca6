package io.waxwing.window;

/**
 * A window that became part of another.
 *
 * @param from the window that is no more
 * @param into the window that goes on
 */
public record WindowMerge(long from, long into) {}
