package io.waxwing.operator;

/**
 * A value on its way into a join, with the side it came from. Seen by users where values of a windowed join come late.
 *
 * @param side 0 for the first side
 * @param value never null inside a join
 */
public record JoinSide(int side, Object value) {}
