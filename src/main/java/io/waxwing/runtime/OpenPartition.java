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
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(100);

    private final String name;
    private final SourcePartition<?> partition;
    private final WakeFlag wake;
    private Duration backOff = FIRST_BACK_OFF;
    private @Nullable Instant awakeAt;
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
        return awakeAt == null || wake.isSet() || !awakeAt.isAfter(clock.instant());
    }

    /** When it is due; Instant.MIN: now. */
    Instant awakeAt() {
        return awakeAt == null || wake.isSet() ? Instant.MIN : awakeAt;
    }

    @SuppressWarnings("unchecked")
    void poll(SourceFeed feed, WorkerClock clock) throws Exception {
        wake.clear();
        polled = true;
        SourceStatus status = Objects.requireNonNull(
                ((SourcePartition<Object>) partition).nextBatch(feed),
                "nextBatch returned null: MORE or DONE was expected");
        int emitted = feed.takeCount();
        ended = status == SourceStatus.DONE;
        news = emitted > 0 || ended;
        newsInEpoch |= news;
        changed |= news;
        if (!ended) {
            awakeAt = nextAwake(emitted > 0, clock);
        }
    }

    private @Nullable Instant nextAwake(boolean hadItems, WorkerClock clock) {
        Instant asked = partition.nextAwake();
        if (hadItems) {
            backOff = FIRST_BACK_OFF;
        }
        if (asked != null || hadItems) {
            return asked;
        }
        Instant later = clock.instant().plus(backOff);
        Duration doubled = backOff.multipliedBy(2);
        backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
        return later;
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
