package io.waxwing.chain;

import io.waxwing.function.ThrowingBiFunction;
import io.waxwing.function.ThrowingFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins items with look-ups that are kept for a while. Entries are in the order in which they were looked up, which is that of their expiry
 * unless the clock has gone back.
 */
final class EnrichCachedStep implements Downstream {
    /** Good up to its expiry, that instant included. Not private: copies of this class are not its nest mates. */
    record Entry(Object value, Instant since, Instant expiry) {
        /** Whether it has not expired; one that was looked up in what is the future, since the clock went back, is good no longer. */
        boolean isGood(Instant now) {
            return !expiry.isBefore(now) && !since.isAfter(now);
        }
    }

    private final StepSite site;
    private final ThrowingFunction<Object, Object> keyOf;
    private final ThrowingFunction<Object, Object> load;
    private final Duration ttl;
    private final ThrowingBiFunction<Object, Object, Object> join;
    private final Downstream down;
    private final Map<Object, Entry> cache = new LinkedHashMap<>();

    @SuppressWarnings("unchecked")
    EnrichCachedStep(StepSite site, List<?> functions, Downstream[] downs) {
        this.site = site;
        this.keyOf = (ThrowingFunction<Object, Object>) functions.get(0);
        this.load = (ThrowingFunction<Object, Object>) functions.get(1);
        this.ttl = (Duration) functions.get(2);
        this.join = (ThrowingBiFunction<Object, Object, Object>) functions.get(3);
        this.down = downs[0];
    }

    @Override
    public void push(Object key, Object item) {
        Object result;
        try {
            result = join.apply(item, lookUp(keyOf.apply(item)));
        } catch (Throwable e) {
            throw site.failure(key, item, e);
        }
        down.push(key, result);
    }

    private Object lookUp(Object cacheKey) throws Exception {
        Instant now = site.context().time().instant();
        for (Iterator<Entry> oldest = cache.values().iterator(); oldest.hasNext(); oldest.remove()) {
            if (oldest.next().isGood(now)) {
                break;
            }
        }
        Entry entry = cache.get(cacheKey);
        if (entry == null || !entry.isGood(now)) { // behind one that is good, since the clock went back in between
            boolean ever = ttl.compareTo(Duration.between(now, Instant.MAX)) >= 0;
            entry = new Entry(load.apply(cacheKey), now, ever ? Instant.MAX : now.plus(ttl));
            cache.remove(cacheKey); // it belongs last
            cache.put(cacheKey, entry);
        }
        return entry.value();
    }

    @Override
    public void flush() {
        down.flush();
    }
}
