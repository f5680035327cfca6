package io.waxwing.operator;

/**
 * A key and a value, where one object has to be both: in sources, sinks and {@code mapToKeyed}. Keyed streams themselves
 * carry key and value side by side and make no such object.
 *
 * @param key the key; its type must have a stable hash (see the documentation of keys in the README)
 * @param value the value, may be null
 * @param <K> type of the key
 * @param <V> type of the value
 */
public record KeyValue<K, V>(K key, V value) {
    /** Makes a pair. */
    public static <K, V> KeyValue<K, V> of(K key, V value) {
        return new KeyValue<>(key, value);
    }

    /** {@code key=value}. */
    @Override
    public String toString() {
        return key + "=" + value;
    }
}
