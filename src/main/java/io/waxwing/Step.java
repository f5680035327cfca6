package io.waxwing;

import io.waxwing.connector.Sink;
import io.waxwing.connector.Source;
import java.util.List;
import java.util.Locale;

/**
 * One named operator use of a dataflow: what is read by the plan and by whatever draws the structure. Users make steps through
 * {@link DataStream} and {@link KeyedStream}, never directly.
 *
 * <p>The kinds are few: what differs among stateless steps is a {@link Stateless.Kind} and its functions.
 */
public sealed interface Step {
    /** Full, dotted id: {@code flow.step} or {@code flow.composite.step}. */
    String id();

    /** The outputs that this step reads, in order. */
    List<Port> inputs();

    /** A word for what the step does, for drawings and to compare flows. */
    String kindName();

    /**
     * One output of a step.
     *
     * @param output 0, or 1 for the falses of a branch
     */
    record Port(Step step, int output) {}

    /** Items come in from a source; {@code keyed} when its items are KeyValues to be carried apart. */
    record Input(String id, Source<?> source, boolean keyed) implements Step {
        @Override
        public List<Port> inputs() {
            return List.of();
        }

        @Override
        public String kindName() {
            return "input";
        }
    }

    /** A step without memory that is called directly by the one before it. */
    record Stateless(String id, Kind kind, Port input, List<Object> functions) implements Step {
        /** What it does with an item, or with key and value. */
        public enum Kind {
            MAP,
            MAP_PAIR,
            FLAT_MAP,
            FLAT_MAP_PAIR,
            FLAT_MAP_BATCH,
            FILTER,
            FILTER_PAIR,
            FILTER_MAP,
            KEY_ON,
            KEY_ON_VALUE,
            MAP_TO_KEYED,
            MAP_PAIR_TO_KEYED,
            KEY_REMOVE,
            PAIRS,
            UNPAIRS,
            INSPECT,
            INSPECT_PAIR,
            INSPECT_DEBUG,
            INSPECT_DEBUG_PAIR,
            RAISES,
            ENRICH_CACHED,
            REDUCE_COMBINE,
            COUNT_COMBINE,
            WINDOW_DOWN,
            WINDOW_LATE,
            WINDOW_META
        }

        @Override
        public List<Port> inputs() {
            return List.of(input);
        }

        @Override
        public String kindName() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Splits a stream in two: output 0 has what passes, output 1 the rest. {@code pair}: the predicate takes key and value. */
    record Branching(String id, Port input, Object predicate, boolean pair) implements Step {
        @Override
        public List<Port> inputs() {
            return List.of(input);
        }

        @Override
        public String kindName() {
            return "branch";
        }
    }

    /** All items of all inputs. */
    record Merge(String id, List<Port> inputs) implements Step {
        @Override
        public String kindName() {
            return "merge";
        }
    }

    /** Items go to all workers in turn. */
    record Redistribute(String id, Port input) implements Step {
        @Override
        public List<Port> inputs() {
            return List.of(input);
        }

        @Override
        public String kindName() {
            return "redistribute";
        }
    }

    /**
     * One logic per key, on the worker that the key belongs to.
     *
     * @param functions by what is kept
     */
    record Stateful(String id, Port input, Keeping keeping, List<?> functions) implements Step {
        /** What stands for a key. */
        public enum Keeping {
            /** A StatefulLogic; the function is given the time source and makes one. */
            STATEFUL,
            /** A StatefulBatchLogic, likewise. */
            STATEFUL_BATCH,
            /** A state; the functions map, make a state, and tell when to drop it. */
            STATEFUL_MAP,
            /** The windows of a window step; the function is a WindowSpec and makes them. */
            WINDOW
        }

        @Override
        public List<Port> inputs() {
            return List.of(input);
        }

        @Override
        public String kindName() {
            return keeping.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Items go out to a sink; {@code keyed} when they are made KeyValues first. */
    record Output(String id, Port input, Sink<?> sink, boolean keyed) implements Step {
        @Override
        public List<Port> inputs() {
            return List.of(input);
        }

        @Override
        public String kindName() {
            return "output";
        }
    }
}
