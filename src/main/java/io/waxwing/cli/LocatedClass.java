package io.waxwing.cli;

/**
 * The class a module string names, not yet initialised.
 *
 * @param type the class
 * @param loader of the flow, to be the context class loader of whatever runs its code
 */
record LocatedClass(Class<?> type, ClassLoader loader) {}
