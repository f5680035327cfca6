package io.waxwing.testing;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulBatchLogic;
import io.waxwing.operator.StatefulLogic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Logics of a user's own, as random flows have them. */
final class FlowLogics {
    static final Comparator<Object> BY_NUMBER = Comparator.comparing(FlowFunctions::number);

    private FlowLogics() {}

    /** After how many values the state is dropped. */
    static int most(int variant) {
        return 2 + variant % 3 + (variant > 1_000_000 ? 1_000_000 : 0);
    }

    /** Emits each value and how many there were; forgets now and then. */
    static final class Counting implements StatefulLogic<Object, Object, Integer> {
        private final int variant;
        private int count;

        Counting(int variant) {
            this.variant = variant;
        }

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            count++;
            out.emit(value);
            out.emit((long) count);
            return count >= most(variant) ? Retention.DISCARD : Retention.KEEP;
        }

        @Override
        public Integer snapshot() {
            return count;
        }

        @Override
        public void restore(Integer snapshot) {
            count = snapshot;
        }
    }

    /** Maps values as they come together; keeps a state that is never dropped. */
    static final class Batches implements StatefulBatchLogic<Object, Object, Long> {
        private final int variant;
        private long seen;

        Batches(int variant) {
            this.variant = variant;
        }

        @Override
        public Retention onBatch(List<Object> values, Emitter<? super Object> out) {
            if (values.isEmpty()) {
                throw new IllegalStateException("an empty batch");
            }
            for (Object value : values) {
                seen++;
                out.emit(FlowFunctions.one(variant, value));
            }
            return variant % 2 == 0 ? Retention.KEEP : Retention.DISCARD;
        }

        @Override
        public Retention onEof(Emitter<? super Object> out) {
            return variant % 4 == 0 ? Retention.KEEP : Retention.DISCARD;
        }

        @Override
        public Long snapshot() {
            return seen;
        }

        @Override
        public void restore(Long snapshot) {
            seen = snapshot;
        }
    }

    /** Emits many at the end of the input. */
    static final class AtEnd implements StatefulLogic<Object, Object, Long> {
        private final int variant;
        private long count;

        AtEnd(int variant) {
            this.variant = variant;
        }

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            count++;
            return Retention.KEEP;
        }

        @Override
        public Retention onEof(Emitter<? super Object> out) {
            FlowFunctions.many(variant, count).forEach(out::emit);
            return Retention.DISCARD;
        }

        @Override
        public Long snapshot() {
            return count;
        }

        @Override
        public void restore(Long snapshot) {
            count = snapshot;
        }
    }

    /** Hands on values some time after the first of them came, or at the end of the input. */
    static final class Delay implements StatefulLogic<Object, Object, Delay.State> {
        record State(List<Object> values, Instant due) {}

        private final int variant;
        private final InstantSource time;
        private List<Object> values = new ArrayList<>();
        private Instant due;

        Delay(int variant, InstantSource time) {
            this.variant = variant;
            this.time = time;
        }

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            if (values.isEmpty()) {
                due = time.instant().plus(Duration.ofMillis(variant % 4 * 7L));
            }
            values.add(value);
            return Retention.KEEP;
        }

        @Override
        public Retention onNotify(Emitter<? super Object> out) {
            if (time.instant().isBefore(due)) {
                throw new IllegalStateException("notified too early");
            }
            return handOn(out);
        }

        @Override
        public Retention onEof(Emitter<? super Object> out) {
            return handOn(out);
        }

        private Retention handOn(Emitter<? super Object> out) {
            values.forEach(out::emit);
            values = new ArrayList<>();
            due = null;
            return variant % 2 == 0 ? Retention.DISCARD : Retention.KEEP;
        }

        @Override
        public Instant notifyAt() {
            return due;
        }

        @Override
        public State snapshot() {
            return new State(new ArrayList<>(values), due);
        }

        @Override
        public void restore(State snapshot) {
            values = new ArrayList<>(snapshot.values);
            due = snapshot.due;
        }
    }
}
