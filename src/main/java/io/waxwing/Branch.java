package io.waxwing;

/**
 * What {@code branch} gives: two streams.
 *
 * @param trues what passed
 * @param falses the rest
 * @param <A> type of the first stream
 * @param <B> type of the second stream
 */
public record Branch<A, B>(A trues, B falses) {}
