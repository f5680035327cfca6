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

    PollingPartition(SimplePollingSource<T, S> source, Duration interval, InstantSource time) {
        this.source = source;
        this.interval = interval;
        this.time = time;
        due = time.instant();
    }

    @Override
    public SourceStatus nextBatch(Emitter<? super T> out) throws Exception {
        if (time.instant().isBefore(due)) {
            return SourceStatus.MORE;
        }
        var item = source.nextItem();
        if (source.isFinished()) {
            return SourceStatus.DONE;
        }
        var wait = source.takeRetry();
        var now = time.instant();
        if (wait != null) {
            due = now.plus(Century.atMost(wait));
        } else {
            due = due.plus(interval);
            due = due.isBefore(now) ? now.plus(interval) : due;
        }
        if (item != null) {
            out.emit(item);
        }
        return SourceStatus.MORE;
    }

    /** Null when it is due: then the runner backs off by itself if there was nothing. */
    @Override
    public @Nullable Instant nextAwake() {
        return due.isAfter(time.instant()) ? due : null;
    }

    @Override
    public @Nullable S snapshot() {
        return source.snapshot();
    }
}
