package io.waxwing.connector;

import io.waxwing.operator.Emitter;
import io.waxwing.time.Century;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Keeps the interval of a {@link SimplePollingSource}. */
final class PollingPartition<T, S> implements StatefulSourcePartition<T, S> {
    private final SimplePollingSource<T, S> source;
    private final Duration interval;
    private final InstantSource time;
    private Instant due;
    /** The longest that there may be until then. */
    private Duration rest = Duration.ZERO;

    PollingPartition(SimplePollingSource<T, S> source, Duration interval, InstantSource time) {
        this.source = source;
        this.interval = interval;
        this.time = time;
        due = time.instant();
    }

    @Override
    public SourceStatus nextBatch(Emitter<? super T> out) throws Exception {
        if (isResting()) {
            return SourceStatus.MORE;
        }
        var item = source.nextItem();
        if (source.isFinished()) {
            return SourceStatus.DONE;
        }
        var retry = source.takeRetry();
        var now = time.instant();
        if (retry != null) {
            rest = Century.atMost(retry);
            due = now.plus(rest);
        } else {
            rest = interval;
            due = due.plus(interval);
            due = due.isBefore(now) ? now.plus(interval) : due;
        }
        if (item != null) {
            out.emit(item);
        }
        return SourceStatus.MORE;
    }

    /** A clock that has gone back since makes the rest no longer. */
    private boolean isResting() {
        var now = time.instant();
        if (Duration.between(now, due).compareTo(rest) > 0) {
            due = now.plus(rest);
        }
        return now.isBefore(due);
    }

    /** Null when it is due: then the runner backs off by itself if there was nothing. */
    @Override
    public @Nullable Instant nextAwake() {
        return isResting() ? due : null;
    }

    @Override
    public @Nullable S snapshot() {
        return source.snapshot();
    }
}
