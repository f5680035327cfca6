package io.waxwing.testing;

import io.waxwing.Dataflow;
import io.waxwing.KeyedStream;
import io.waxwing.Step;
import io.waxwing.chain.BatchLoop;
import io.waxwing.chain.Downstream;
import io.waxwing.chain.FusedStep;
import io.waxwing.chain.Gate;
import io.waxwing.chain.KeyedState;
import io.waxwing.chain.Specializer;
import io.waxwing.chain.StepContext;
import io.waxwing.chain.StepFailure;
import io.waxwing.chain.StepSite;
import io.waxwing.operator.KeyValue;
import io.waxwing.serde.StateCodec;
import io.waxwing.serde.TypePolicy;
import io.waxwing.text.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks a stateful step, built in or of a user's own: runs it as it is, with room for one item at a time behind it, and with all of
 * its state saved, thrown away and restored after each event. All three must emit the same for each key, in the same order.
 *
 * <pre>{@code
 * LogicHarness.<Integer>of(keyed -> keyed.stateful("running", Running::new))
 *         .value("a", 1)
 *         .pass(Duration.ofSeconds(5))
 *         .value("a", 2)
 *         .check();
 * }</pre>
 *
 * <p>A logic that needs to know the time is made with {@link KeyedStream#statefulTimed} and is given the harness's clock, which begins anew in
 * each run:
 *
 * <pre>{@code
 * var dedup = LogicHarness.<String>of(keyed -> keyed.statefulTimed("dedup", time -> new Dedup<>(time, Duration.ofHours(1))))
 *         .value("a", "first")
 *         .pass(Duration.ofMinutes(59))
 *         .value("a", "again");
 * assertThat(dedup.check().get("a")).containsExactly("first");
 * assertThat(dedup.pass(Duration.ofMinutes(1)).keysLeft()).isZero();
 * }</pre>
 *
 * <p>The idea is that of the test support of Hazelcast Jet. Not thread-safe.
 *
 * @param <V> the values
 */
public final class LogicHarness<V> {
    private sealed interface Event {
        record Value(Object key, @Nullable Object value) implements Event {}

        record Pass(Duration time) implements Event {}

        record End() implements Event {}
    }

    private static final String ONE_SLOT = " with room for one item at a time";
    private static final String RESTORING = " with its state restored after each event";
    /** Of logics at one time, besides one of each. */
    private static final int MOST_CALLS = 10_000;

    private final Step.Stateful step;
    private final List<Event> events = new ArrayList<>();
    private Instant start = Instant.parse("2026-01-01T00:00:00Z");

    private LogicHarness(Step.Stateful step) {
        this.step = step;
    }

    /**
     * Checks the first stateful step that a function makes.
     *
     * @param make given a keyed stream, makes steps of it; what it gives is not looked at
     */
    public static <V> LogicHarness<V> of(Function<KeyedStream<Object, V>, ?> make) {
        var flow = new Dataflow("harness");
        Object unused = make.apply(flow.inputKeyed("in", TestingSource.<KeyValue<Object, V>>of()));
        for (Step step : flow.steps()) {
            if (step instanceof Step.Stateful stateful) {
                return new LogicHarness<>(stateful);
            }
        }
        throw new IllegalArgumentException("no stateful step was made");
    }

    /** The time at which it begins; 2026-01-01T00:00Z unless told. */
    public LogicHarness<V> startAt(Instant time) {
        start = time;
        return this;
    }

    /** A value comes. */
    public LogicHarness<V> value(Object key, V value) {
        events.add(new Event.Value(key, value));
        return this;
    }

    /** Time passes; logics are notified as they asked. A window step works out its times 10 ms after a value: pass more than that. */
    public LogicHarness<V> pass(Duration time) {
        events.add(new Event.Pass(time));
        return this;
    }

    /** The input ends. */
    public LogicHarness<V> end() {
        events.add(new Event.End());
        return this;
    }

    /**
     * Runs it in all ways.
     *
     * @return what the step emitted, by key in order of first appearance; what a window step emits are its results, late values and
     *     metadata in one
     * @throws AssertionError when two runs differ; when user code throws, which is the cause then; when a logic asks again and again for a
     *     time that has come
     */
    public Map<Object, List<Object>> check() {
        Map<Object, List<Object>> plain = new Run(false, false).all("");
        same(ONE_SLOT, plain, new Run(true, false).all(ONE_SLOT));
        same(RESTORING, plain, new Run(true, true).all(RESTORING));
        return plain;
    }

    /**
     * How many keys have a state after all events.
     *
     * @throws AssertionError when user code fails, as in {@link #check}
     */
    public int keysLeft() {
        var run = new Run(false, false);
        run.all("");
        return run.state.size();
    }

    private void same(String how, Map<Object, List<Object>> plain, Map<Object, List<Object>> other) {
        if (!plain.equals(other)) {
            throw new AssertionError("step \"" + step.id() + "\" emits something else" + how + ":\nplain: " + plain
                    + "\n" + how.strip() + ": " + other + "\nevents: " + events);
        }
    }

    /** One run of all events. */
    private final class Run implements StepContext, Downstream {
        private final boolean oneSlot;
        private final boolean restoring;
        private final ManualClock clock = ManualClock.at(start);
        private final StateCodec codec = new StateCodec(TypePolicy.of(LogicHarness.class.getClassLoader(), List.of()));
        private final Map<Object, byte[]> saved = new LinkedHashMap<>();
        private final Map<Object, List<Object>> emitted = new LinkedHashMap<>();
        private Gate gate = new Gate();
        private KeyedState state;

        Run(boolean oneSlot, boolean restoring) {
            this.oneSlot = oneSlot;
            this.restoring = restoring;
            this.state = make();
        }

        private KeyedState make() {
            gate = new Gate();
            List<Object> functions = new ArrayList<>(step.functions());
            functions.add(restoring);
            FusedStep kind = FusedStep.valueOf(step.keeping().name());
            return (KeyedState) Specializer.sharing().make(kind, new StepSite(step.id(), gate, this), functions, this);
        }

        /** What is emitted in all; how the run differs from the plain one is told when it fails. */
        Map<Object, List<Object>> all(String how) {
            try {
                return runAll();
            } catch (StepFailure e) {
                Object key = e.key();
                throw new AssertionError(
                        "step \"" + e.stepId() + "\" failed" + how
                                + (key == null ? "" : ", key \"" + Shown.of(key) + "\"") + ": " + e.thrown(),
                        e.thrown());
            }
        }

        private Map<Object, List<Object>> runAll() {
            for (Event event : events) {
                if (event instanceof Event.Value value) {
                    take(value);
                } else if (event instanceof Event.Pass pass) {
                    clock.advance(pass.time);
                    fire();
                } else {
                    while (!state.runEof()) {
                        drain();
                    }
                }
                if (restoring) {
                    saveAndRestore();
                }
            }
            return emitted;
        }

        private void take(Event.Value value) {
            if (state instanceof BatchLoop loop) {
                loop.run(new Object[] {value.key}, new @Nullable Object[] {value.value}, 0, 1);
            } else {
                ((Downstream) state).push(value.key, value.value);
            }
            ((Downstream) state).flush();
            drain();
        }

        private void fire() {
            int most = MOST_CALLS + state.size();
            int rounds = 0;
            Instant latest = Instant.MIN;
            for (Instant due; (due = state.nextDue()) != null && !due.isAfter(clock.instant()); ) {
                if (due.isAfter(latest)) {
                    latest = due;
                    rounds = 0;
                } else if (++rounds > most) {
                    throw new AssertionError("step \"" + step.id() + "\" asks again and again to be notified at " + due
                            + ", which has come: onNotify must see to it that notifyAt gives null or a later time");
                }
                state.fireDue(clock.instant());
                drain();
            }
        }

        private void drain() {
            while (gate.isClosed() || state.isSuspended()) {
                if (gate.isClosed()) {
                    gate.open();
                }
                if (state.isSuspended()) {
                    state.resume();
                }
            }
        }

        private void saveAndRestore() {
            state.saveChanges((key, snapshot) -> {
                if (snapshot == null) {
                    saved.remove(key);
                } else {
                    saved.put(key, codec.encode(snapshot));
                }
            });
            state = make();
            saved.forEach((key, bytes) -> state.load(key, decoded(key, bytes)));
        }

        private @Nullable Object decoded(Object key, byte[] bytes) {
            try {
                return codec.decode(bytes);
            } catch (RuntimeException e) {
                throw StepFailure.of(step.id(), key, e);
            }
        }

        @Override
        public void push(Object key, @Nullable Object item) {
            emitted.computeIfAbsent(key, any -> new ArrayList<>()).add(item);
            if (oneSlot) {
                gate.close();
            }
        }

        @Override
        public void flush() {
            // nothing is gathered
        }

        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public int worker() {
            return 0;
        }

        @Override
        public InstantSource time() {
            return clock;
        }
    }
}
