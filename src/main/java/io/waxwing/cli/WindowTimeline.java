package io.waxwing.cli;

import io.waxwing.window.AlignedWindower;
import io.waxwing.window.ClockLogic;
import io.waxwing.window.EventClock;
import io.waxwing.window.WindowMerge;
import io.waxwing.window.WindowMetadata;
import io.waxwing.window.Windower;
import io.waxwing.window.WindowerLogic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one key as time goes by, told line by line. Clock and windower are those that flows have; the system's time is the
 * time of arrival. As in a flow, the key is looked at when a window is due, and one whose windows have all closed starts anew.
 */
final class WindowTimeline {
    private final EventClock<Instant> clock;
    private final Windower windower;
    private final Consumer<String> out;
    private Instant now = Instant.MIN;
    private ClockLogic<Instant, ?> time;
    private WindowerLogic<?> windows;

    WindowTimeline(Windower windower, Duration wait, Consumer<String> out) {
        this.clock = EventClock.of(timestamp -> timestamp, wait);
        this.windower = windower;
        this.out = out;
        this.time = clock.build(() -> now);
        this.windows = windower.build();
    }

    /**
     * A value arrives.
     *
     * @param arrival not before that of the value before
     * @throws ArithmeticException when a window is too far from the alignment to have a number
     */
    void arrive(long line, Instant arrival, Instant timestamp) {
        closeUntil(arrival);
        now = arrival;
        time.beforeBatch();
        observe(timestamp);
        Instant watermark = time.watermark();
        boolean late = timestamp.isBefore(watermark);
        out.accept(
                "line " + line + ": " + timestamp + " is " + (late ? "late" : "accepted") + ", watermark " + watermark);
        if (late) {
            windows.lateFor(timestamp).forEach(this::tellMissed);
        } else {
            List<Long> ids = windows.openFor(timestamp);
            ids.forEach(id -> out.accept("    in " + shown(windows.metadata(id))));
            windows.merged().forEach(this::tellMerge);
        }
        close(watermark, arrival.toString());
    }

    /** No more values will arrive. */
    void end() {
        close(time.watermarkAtEof(), "end of input");
    }

    private void observe(Instant timestamp) {
        try {
            time.timestampOf(timestamp);
        } catch (Exception e) {
            throw new IllegalStateException("an instant is its own timestamp", e);
        }
    }

    /** What would close between the values, if the flow ran: it is woken when the watermark has come to the next close. */
    private void closeUntil(Instant arrival) {
        for (Instant due = nextDue(); due != null && !due.isAfter(arrival); due = nextDue()) {
            now = due;
            time.beforeBatch();
            if (!close(time.watermark(), due.toString())) {
                return;
            }
        }
    }

    private @Nullable Instant nextDue() {
        Instant close = windows.notifyAt();
        return close == null ? null : time.toSystemTime(close);
    }

    private boolean close(Instant watermark, String when) {
        List<WindowMetadata> closed = windows.closeFor(watermark);
        closed.forEach(window -> out.accept(when + ": closed " + shown(window)));
        if (closed.isEmpty()) {
            return false;
        }
        if (windows.isEmpty()) {
            time = clock.build(() -> now);
            windows = windower.build();
        }
        return true;
    }

    private void tellMissed(long id) {
        out.accept("    missed "
                + (windower instanceof AlignedWindower
                        ? shown(windows.metadata(id))
                        : "window " + id + ", which is over"));
    }

    private void tellMerge(WindowMerge merge) {
        if (merge.from() != merge.into()) {
            out.accept("    window " + merge.from() + " became part of " + shown(windows.metadata(merge.into())));
        }
    }

    private static String shown(WindowMetadata window) {
        return "window " + window.windowId() + ", " + window.open() + " to " + window.close();
    }
}
