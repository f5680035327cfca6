package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.SimplePollingSource;
import io.waxwing.connector.StdOutSink;
import java.time.Duration;

/** A source of one's own, for something that is asked every now and then. Here: a clock that counts down. */
public final class PollingInput {
    private static final class Countdown extends SimplePollingSource<Integer, Integer> {
        private int next;

        Countdown(int from, Duration interval) {
            super(interval);
            next = from;
        }

        @Override
        protected Integer nextItem() {
            return next == 0 ? finish() : Integer.valueOf(next--);
        }

        /** Where it is. With a position a source can go on after a restart. */
        @Override
        protected Integer snapshot() {
            return next;
        }

        @Override
        protected void restore(Integer saved) {
            next = saved;
        }
    }

    private PollingInput() {}

    public static Dataflow flow() {
        return flow(10);
    }

    public static Dataflow flow(int from) {
        return new Dataflow("polling_input")
                .input("countdown", new Countdown(from, Duration.ofMillis(20)))
                .map("format", n -> n + " to go")
                .output("out", StdOutSink.of());
    }
}
