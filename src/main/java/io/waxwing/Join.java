package io.waxwing;

import java.util.ArrayList;
import java.util.List;

/**
 * Starts a join of keyed streams with one type of keys: values of the same key, one from each side, become one. There is no step
 * until one of the emit methods is called.
 *
 * <pre>{@code
 * Join.of(names, emails).emitComplete("join", (name, email) -> name + " <" + email + ">")
 * }</pre>
 */
public final class Join {
    private Join() {}

    /** A join of two. */
    public static <K, A, B> Join2<K, A, B> of(KeyedStream<K, A> a, KeyedStream<K, B> b) {
        return new Join2<>(Joined.of(List.of(a, b)));
    }

    /** A join of three. */
    public static <K, A, B, C> Join3<K, A, B, C> of(KeyedStream<K, A> a, KeyedStream<K, B> b, KeyedStream<K, C> c) {
        return new Join3<>(Joined.of(List.of(a, b, c)));
    }

    /** A join of four. */
    public static <K, A, B, C, D> Join4<K, A, B, C, D> of(
            KeyedStream<K, A> a, KeyedStream<K, B> b, KeyedStream<K, C> c, KeyedStream<K, D> d) {
        return new Join4<>(Joined.of(List.of(a, b, c, d)));
    }

    /**
     * A join of any number of sides with values of one type.
     *
     * @throws IllegalArgumentException when there is no side
     */
    public static <K, V> JoinN<K, V> all(List<? extends KeyedStream<K, ? extends V>> sides) {
        if (sides.isEmpty()) {
            throw new IllegalArgumentException("a join needs at least one side");
        }
        return new JoinN<>(Joined.of(new ArrayList<>(sides)));
    }
}
