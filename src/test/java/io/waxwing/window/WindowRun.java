package io.waxwing.window;

import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.WindowOut;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Runs a window step of a user's flow over a few values and gives its three streams as text. */
final class WindowRun {
    /** A value at a second of the epoch. */
    record At(String key, double second, String value) {
        Instant time() {
            return Instant.ofEpochMilli(Math.round(second * 1000));
        }
    }

    private static final Instant STILL = Instant.parse("2026-01-01T00:00:00Z");

    final TestingSink<String> down = new TestingSink<>();
    final TestingSink<String> late = new TestingSink<>();
    final TestingSink<String> meta = new TestingSink<>();

    static At at(double second, String value) {
        return new At("k", second, value);
    }

    /** Event time that only values move. */
    static EventClock<At> clock(double wait) {
        return EventClock.of(At::time, Duration.ofMillis(Math.round(wait * 1000)))
                .withNow(() -> STILL);
    }

    static <W> WindowRun of(List<At> values, Function<KeyedStream<String, At>, WindowOut<String, W, At>> step)
            throws Exception {
        return of(values, 1, step);
    }

    static <W> WindowRun of(
            List<At> values, int workers, Function<KeyedStream<String, At>, WindowOut<String, W, At>> step)
            throws Exception {
        var run = new WindowRun();
        var flow = new Dataflow("windows");
        var keyed = flow.input("in", TestingSource.from(values).batchSize(3)).keyOn("key", At::key);
        WindowOut<String, W, At> out = step.apply(keyed);
        out.down().map("down", WindowRun::text).output("down_out", run.down);
        out.late()
                .map(
                        "late",
                        (key, l) -> key + " " + l.windowId() + " " + l.value().value())
                .output("late_out", run.late);
        out.meta()
                .map(
                        "meta",
                        (key, m) -> key + " " + m.windowId() + " " + span(m.open(), m.close())
                                + (m.mergedIds().isEmpty() ? "" : " " + m.mergedIds()))
                .output("meta_out", run.meta);
        Runner.run(flow, RunConfig.workers(workers));
        return run;
    }

    private static String text(String key, Windowed<?> windowed) {
        return key + " " + windowed.windowId() + " " + span(windowed.open(), windowed.close()) + " " + windowed.value();
    }

    private static String span(Instant open, Instant close) {
        return seconds(open) + ".." + seconds(close);
    }

    private static String seconds(Instant instant) {
        double seconds = instant.getEpochSecond() + instant.getNano() / 1e9;
        return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds);
    }

    /** A pair, for tests of joins. */
    static KeyValue<String, At> pair(At at) {
        return KeyValue.of(at.key(), at);
    }
}
