package io.waxwing.serde;

/**
 * What a class looked like when values of it were saved. Kept beside saved state, so that a later version of the class can be compared
 * with it field by field.
 *
 * @param name of the class
 * @param shape kind, types and names of its fields, in the order in which they are written
 */
public record ClassShape(String name, String shape) {}
