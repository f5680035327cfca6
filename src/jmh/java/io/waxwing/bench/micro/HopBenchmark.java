package io.waxwing.bench.micro;

import io.waxwing.chain.Gate;
import io.waxwing.chain.StepContext;
import io.waxwing.exchange.Batch;
import io.waxwing.exchange.Courier;
import io.waxwing.exchange.Inbox;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.Outbox;
import io.waxwing.exchange.Router;
import io.waxwing.exchange.WireBatch;
import io.waxwing.exchange.WireFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Keyed items through an outbox into the inboxes of two workers, all on one thread; the cost of one item. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HopBenchmark {
    private static final int ITEMS = 4096;
    private static final int WORKERS = 2;
    private static final int WINDOW = 8;
    private static final int BATCH = 1024;

    private record Place(long epoch, int worker, InstantSource time) implements StepContext {}

    /** Serialises nothing: both workers are in this process. */
    private static final class NoWire implements WireFormat {
        @Override
        public List<WireBatch> encode(Batch batch) {
            throw new IllegalStateException("both workers are local");
        }

        @Override
        public Batch decode(WireBatch batch) {
            throw new IllegalStateException("both workers are local");
        }
    }

    /** Puts messages where they belong at once. */
    private final class Direct implements Courier {
        @Override
        public int workers() {
            return WORKERS;
        }

        @Override
        public boolean isRemote(int worker) {
            return false;
        }

        @Override
        public void send(int toWorker, Message message) {
            if (message instanceof Message.InBand inBand) {
                inboxes[toWorker].offer(inBand);
            } else if (message instanceof Message.Credit credit) {
                outbox.onCredit(credit.to(), credit.limit());
            }
        }
    }

    private final String[] keys = new String[ITEMS];
    private final Inbox[] inboxes = new Inbox[WORKERS];
    private Outbox outbox;
    private Gate gate;

    /** Wires the ends together. */
    @Setup
    public void wire() {
        var courier = new Direct();
        gate = new Gate();
        for (int i = 0; i < ITEMS; i++) {
            keys[i] = "key" + i;
        }
        for (int worker = 0; worker < WORKERS; worker++) {
            inboxes[worker] = new Inbox(0, worker, WINDOW, courier);
        }
        outbox = new Outbox(
                new Outbox.Edge(0, "flow.key", "flow.count"),
                new Outbox.Wiring(Router.byKey(WORKERS), courier, new NoWire(), WINDOW, BATCH),
                List.of(gate),
                new Place(1, 0, InstantSource.system()));
    }

    /** Push, send, take, give credit. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public int hop() {
        int taken = 0;
        for (String key : keys) {
            outbox.push(key, key);
            if (gate.isClosed()) {
                taken += take();
            }
        }
        outbox.flushPartial();
        return taken + take();
    }

    private int take() {
        int items = 0;
        for (Inbox inbox : inboxes) {
            for (Message.InBand message; (message = inbox.poll(1)) != null; ) {
                items += ((Batch) message).size();
                inbox.onProcessed(message.from());
            }
        }
        return items;
    }
}
