package io.waxwing.differential;

import static io.waxwing.differential.Vocabulary.listOf;
import static io.waxwing.differential.Vocabulary.number;

import io.waxwing.operator.Emitter;
import io.waxwing.operator.Retention;
import io.waxwing.operator.StatefulBatchLogic;
import io.waxwing.operator.StatefulLogic;
import io.waxwing.window.WindowLogic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logics that both sides have. */
final class Logics {
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2500-01-01T00:00:00Z");

    private Logics() {}

    private static Retention retention(@Nullable Object name) {
        return "discard".equals(name) ? Retention.DISCARD : Retention.KEEP;
    }

    /** Keeps values back until it is notified, or the end. */
    static final class Hold implements StatefulLogic<Object, Object, List<Object>> {
        private final List<@Nullable Object> a;
        private final List<Object> held = new ArrayList<>();

        Hold(List<@Nullable Object> a) {
            this.a = a;
        }

        private Retention flush(Emitter<? super Object> out, @Nullable Object after) {
            held.forEach(out::emit);
            held.clear();
            return retention(after);
        }

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            held.add(value);
            return Retention.KEEP;
        }

        @Override
        public Retention onNotify(Emitter<? super Object> out) {
            return flush(out, a.get(2));
        }

        @Override
        public Retention onEof(Emitter<? super Object> out) {
            return flush(out, a.get(3));
        }

        @Override
        public @Nullable Instant notifyAt() {
            if (held.isEmpty() || "none".equals(a.get(1))) {
                return null;
            }
            return "past".equals(a.get(1)) ? PAST : FUTURE;
        }

        @Override
        public List<Object> snapshot() {
            return List.copyOf(held);
        }

        @Override
        public void restore(List<Object> snapshot) {
            held.addAll(snapshot);
        }
    }

    /** Emits runs of values of one class; is discarded at some values; tells what is left at the end. */
    static final class Runs implements StatefulLogic<Object, Object, List<Long>> {
        private final List<@Nullable Object> a;
        private @Nullable Long last;
        private long length;

        Runs(List<@Nullable Object> a) {
            this.a = a;
        }

        @Override
        public Retention onItem(Object value, Emitter<? super Object> out) {
            long of = Math.floorMod(Vocabulary.num(value), number(a, 1));
            if (last != null && last != of) {
                out.emit(listOf(last, length));
                length = 0;
            }
            last = of;
            length++;
            if (Math.floorMod(Vocabulary.num(value), number(a, 2)) == 0) {
                out.emit(listOf("x", length));
                return Retention.DISCARD;
            }
            return Retention.KEEP;
        }

        @Override
        public Retention onEof(Emitter<? super Object> out) {
            out.emit(listOf("eof", length));
            return retention(a.get(3));
        }

        @Override
        public List<Long> snapshot() {
            return last == null ? List.of() : List.of(last, length);
        }

        @Override
        public void restore(List<Long> snapshot) {
            if (!snapshot.isEmpty()) {
                last = snapshot.get(0);
                length = snapshot.get(1);
            }
        }
    }

    /** Running totals; with drops, discarded behind a batch whose total divides. */
    static final class Totals implements StatefulBatchLogic<Object, Object, Long> {
        private final List<@Nullable Object> a;
        private long total;

        Totals(List<@Nullable Object> a) {
            this.a = a;
        }

        @Override
        public Retention onBatch(List<Object> values, Emitter<? super Object> out) {
            for (Object value : values) {
                total += Vocabulary.num(value);
                out.emit(total);
            }
            long drops = number(a, 1);
            return drops > 0 && Math.floorMod(total, drops) == 0 ? Retention.DISCARD : Retention.KEEP;
        }

        @Override
        public Retention onEof(Emitter<? super Object> out) {
            out.emit(listOf("end", total));
            return retention(a.get(2));
        }

        @Override
        public Long snapshot() {
            return total;
        }

        @Override
        public void restore(Long snapshot) {
            total = snapshot;
        }
    }

    /** Emits at some values, when windows become one, and at the close. */
    static final class Marks implements WindowLogic<Object, Object, List<Long>> {
        private final List<@Nullable Object> a;
        private long count;
        private long sum;

        Marks(List<@Nullable Object> a) {
            this.a = a;
        }

        @Override
        public void onValue(Object value, Emitter<? super Object> out) {
            count++;
            sum += Vocabulary.num(value);
            if (count % number(a, 1) == 0) {
                out.emit(listOf("v", value, count));
            }
        }

        @Override
        public void onMerge(List<Long> other, Emitter<? super Object> out) {
            count += other.get(0);
            sum += other.get(1);
            out.emit(listOf("m", count));
        }

        @Override
        public void onClose(Emitter<? super Object> out) {
            out.emit(listOf("c", count, sum));
        }

        @Override
        public List<Long> snapshot() {
            return List.of(count, sum);
        }

        @Override
        public void restore(List<Long> snapshot) {
            count = snapshot.get(0);
            sum = snapshot.get(1);
        }
    }
}
