package io.waxwing.testing;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulLogic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets the first value of a key through, and the next one only when its time to live has passed. That of the page of operators. */
public final class Dedup<V> implements StatefulLogic<V, V, Instant> {
    private final InstantSource time;
    private final Duration ttl;
    private @Nullable Instant until;

    public Dedup(InstantSource time, Duration ttl) {
        this.time = time;
        this.ttl = ttl;
    }

    @Override
    public Retention onItem(V value, Emitter<? super V> out) {
        Instant now = time.instant();
        if (until == null || !now.isBefore(until)) {
            until = now.plus(ttl);
            out.emit(value);
        }
        return Retention.KEEP;
    }

    @Override
    public Retention onNotify(Emitter<? super V> out) {
        return Retention.DISCARD;
    }

    @Override
    public @Nullable Instant notifyAt() {
        return until;
    }

    @Override
    public @Nullable Instant snapshot() {
        return until;
    }

    @Override
    public void restore(Instant snapshot) {
        until = snapshot;
    }
}
