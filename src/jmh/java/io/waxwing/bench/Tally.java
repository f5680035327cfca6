package io.waxwing.bench;

import io.waxwing.connector.DynamicSink;
import io.waxwing.connector.PartitionContext;
import io.waxwing.connector.SinkPartition;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/** A sink that counts its items and sums up, or takes the greatest of, a number in each. */
final class Tally<T> implements DynamicSink<T> {
    private final ToLongFunction<? super T> number;
    private final boolean greatest;
    private final BinaryOperator<Answer> merge;
    private Answer answer = new Answer(0, 0);

    private Tally(ToLongFunction<? super T> number, boolean greatest) {
        this.number = number;
        this.greatest = greatest;
        this.merge = greatest ? Answer::greatest : Answer::plus;
    }

    static <T> Tally<T> sum(ToLongFunction<? super T> number) {
        return new Tally<>(number, false);
    }

    static <T> Tally<T> greatest(ToLongFunction<? super T> number) {
        return new Tally<>(number, true);
    }

    synchronized Answer answer() {
        return answer;
    }

    private synchronized void add(Answer part) {
        answer = merge.apply(answer, part);
    }

    @Override
    public SinkPartition<T> build(PartitionContext context) {
        return greatest ? new Greatest() : new Sum();
    }

    private final class Sum implements SinkPartition<T> {
        private long count;
        private long sum;

        @Override
        public void writeBatch(List<? extends T> items) {
            for (T item : items) {
                count++;
                sum += number.applyAsLong(item);
            }
        }

        @Override
        public void close() {
            add(new Answer(count, sum));
        }
    }

    private final class Greatest implements SinkPartition<T> {
        private long count;
        private long most;

        @Override
        public void writeBatch(List<? extends T> items) {
            for (T item : items) {
                count++;
                most = Math.max(most, number.applyAsLong(item));
            }
        }

        @Override
        public void close() {
            add(new Answer(count, most));
        }
    }
}
