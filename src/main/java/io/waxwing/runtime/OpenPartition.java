package io.waxwing.runtime;

import io.waxwing.chain.SourceFeed;
import io.waxwing.connector.SourcePartition;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A source partition that this worker reads: when it is due and what became of it in the epoch. */
final class OpenPartition {
    private static final long FIRST_BACK_OFF = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_BACK_OFF = Duration.ofMillis(100).toNanos();

    private final String name;
    private final SourcePartition<?> partition;
    private final WakeFlag wake;
    private long backOff = FIRST_BACK_OFF;
    /** When its code wants to be asked again; null: it did not say. */
    private @Nullable Instant awakeAt;
    /** Until when it is left alone since it had nothing, in nanoseconds of the worker's clock: the wall clock may step back. */
    private long restsUntil;

    private boolean rests;
    private boolean polled;
    private boolean ended;
    private boolean changed;
    private boolean news;
    private boolean newsInEpoch;

    OpenPartition(String name, SourcePartition<?> partition, WakeFlag wake) {
        this.name = name;
        this.partition = partition;
        this.wake = wake;
    }

    boolean isEnded() {
        return ended;
    }

    boolean wasPolled() {
        return polled;
    }

    /** Whether any poll of this epoch gave items or the end. */
    boolean hadNewsInEpoch() {
        return newsInEpoch;
    }

    /** Whether the last poll gave items or the end. */
    boolean hadNews() {
        return news;
    }

    boolean isDue(WorkerClock clock) {
        if (wake.isSet()) {
            return true;
        }
        return rests ? restsUntil - clock.nanos() <= 0 : awakeAt == null || !awakeAt.isAfter(clock.instant());
    }

    /** When it is due by the wall clock as it is now; Instant.MIN: now. */
    Instant awakeAt(WorkerClock clock) {
        if (wake.isSet()) {
            return Instant.MIN;
        }
        if (rests) {
            return clock.instant().plusNanos(restsUntil - clock.nanos());
        }
        return awakeAt == null ? Instant.MIN : awakeAt;
    }

    @SuppressWarnings("unchecked")
    void poll(SourceFeed feed, WorkerClock clock) throws Exception {
        wake.clear();
        polled = true;
        SourceStatus status;
        try {
            status = Objects.requireNonNull(
                    ((SourcePartition<Object>) partition).nextBatch(feed),
                    "nextBatch returned null: MORE or DONE was expected");
        } finally { // what came before a failure has come
            feed.handOn();
        }
        int emitted = feed.takeCount();
        ended = status == SourceStatus.DONE;
        news = emitted > 0 || ended;
        newsInEpoch |= news;
        changed |= news;
        if (!ended) {
            awakeAt = partition.nextAwake();
            rests = awakeAt == null && emitted == 0;
            if (rests) {
                restsUntil = clock.nanos() + backOff;
                backOff = Math.min(2 * backOff, LONGEST_BACK_OFF);
            }
            if (emitted > 0) {
                backOff = FIRST_BACK_OFF;
            }
        }
    }

    void save(String stepId, StateWriter writer) {
        if (changed && partition instanceof StatefulSourcePartition<?, ?> stateful && writer.isSaving()) {
            writer.write(stepId, name, stateful.snapshot());
        }
        changed = false;
    }

    void openEpoch() {
        polled = false;
        newsInEpoch = false;
    }
}
