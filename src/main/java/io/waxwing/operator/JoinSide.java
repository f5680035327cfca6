package io.waxwing.operator;

/**
 * A value on its way into a join, with the side it came from. Seen by users where values of a windowed join come late.
 *
 * @param side 0 for the first side
 * @param value never null inside a join
 */
public record JoinSide(int side, Object value) {
    /** The value; an error that says why if it is null. */
    public Object checkedValue() {
        if (value == null) {
            throw new NullPointerException("side " + side + " of a join got a null value: null stands for a side that"
                    + " was not seen, so filter nulls out or wrap them in an Optional");
        }
        return value;
    }
}
