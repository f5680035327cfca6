package io.waxwing.exchange;

import io.waxwing.chain.Downstream;
import io.waxwing.chain.Gate;
import io.waxwing.chain.StepContext;
import io.waxwing.chain.StepFailure;
import io.waxwing.exchange.Message.InBand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker's sending end of an exchange: the last link of its chains. Per receiving worker it fills a batch; full ones are sent
 * as the receiver's credit allows and wait in order otherwise. While anything waits, the gates above are closed. Used by the
 * sending worker's thread only.
 */
public final class Outbox implements Downstream {
    /**
     * The place of an outbox.
     *
     * @param exchange number of the exchange
     * @param from the step before it, named when an item cannot be written
     * @param to the step behind it, named when a key is refused
     */
    public record Edge(int exchange, String from, String to) {}

    /** What an outbox is made of, apart from its place. */
    public record Wiring(Router router, Courier courier, WireFormat wire, int window, int batchItems) {}

    /** One receiving worker. */
    private final class Lane {
        final int to;
        final boolean remote;
        final SendCredit credit = new SendCredit(wiring.window);
        final Deque<InBand> pending = new ArrayDeque<>(2);

        @Nullable
        Batch open;

        int capacity = Math.min(SMALLEST, wiring.batchItems);

        Lane(int to) {
            this.to = to;
            this.remote = wiring.courier.isRemote(to);
        }

        void add(@Nullable Object key, @Nullable Object value) {
            Batch batch = open;
            if (batch == null) {
                batch = begin();
            }
            batch.add(key, value);
            if (batch.isFull()) {
                cutFull();
            }
        }

        private Batch begin() {
            var batch = new Batch(edge.exchange, context.worker(), to, context.epoch(), capacity);
            open = batch;
            return batch;
        }

        private void cutFull() {
            capacity = Math.min(2 * capacity, wiring.batchItems);
            cut();
        }

        void cut() {
            Batch batch = open;
            if (batch == null) {
                return;
            }
            open = null;
            if (remote) {
                encode(batch).forEach(this::enqueue);
            } else {
                enqueue(batch);
            }
        }

        /** A failure names no key: any record of the batch may be the one that cannot be written. */
        private List<WireBatch> encode(Batch batch) {
            try {
                return wiring.wire.encode(batch);
            } catch (RuntimeException | Error e) {
                throw StepFailure.of(edge.from, null, e);
            }
        }

        void enqueue(InBand message) {
            boolean waits = !pending.isEmpty();
            pending.addLast(message);
            if (!waits && !pump()) {
                onBlocked();
            }
        }

        /** Sends what credit allows; tells whether all went. */
        boolean pump() {
            for (InBand next; (next = pending.peekFirst()) != null; pending.removeFirst()) {
                if (next instanceof Batch || next instanceof WireBatch) {
                    if (!credit.maySend()) {
                        return false;
                    }
                    credit.onSent();
                }
                wiring.courier.send(to, next);
            }
            return true;
        }
    }

    private static final int SMALLEST = 16;
    /** Items that are routed together. */
    private static final int STAGED = 64;

    private final Edge edge;
    private final Wiring wiring;
    private final List<Gate> gates;
    private final StepContext context;
    private final Lane[] lanes;
    private final int[] targets;
    private @Nullable Object[] stagedKeys;
    private @Nullable Object[] stagedValues;
    private int staged;
    private int blockedLanes;

    /**
     * An empty outbox.
     *
     * @param gates those of all that can push to it
     */
    public Outbox(Edge edge, Wiring wiring, List<Gate> gates, StepContext context) {
        this.edge = edge;
        this.wiring = wiring;
        this.gates = List.copyOf(gates);
        this.context = context;
        this.lanes = new Lane[wiring.courier.workers()];
        for (int to = 0; to < lanes.length; to++) {
            lanes[to] = new Lane(to);
        }
        this.targets = new int[lanes.length == 1 ? 1 : stagedAtMost(wiring.batchItems)];
        this.stagedKeys = new Object[targets.length];
        this.stagedValues = new Object[targets.length];
    }

    /** How many items are routed together, with batches of a size: all but one may be held on top of a full batch. */
    public static int stagedAtMost(int batchItems) {
        return Math.min(STAGED, batchItems);
    }

    /** Only notes the item: routing reads keys, waits for memory, and waits next to each other overlap. */
    @Override
    public void push(@Nullable Object key, @Nullable Object item) {
        if (targets.length == 1) {
            one(key, item);
            return;
        }
        int index = staged;
        stagedKeys[index] = key;
        stagedValues[index] = item;
        staged = index + 1;
        if (index + 1 == targets.length) {
            route();
        }
    }

    private void one(@Nullable Object key, @Nullable Object item) {
        try {
            lanes[wiring.router.route(key)].add(key, item);
        } catch (RuntimeException e) {
            throw StepFailure.of(edge.to, key, e);
        }
    }

    /** Gives staged items to the lanes, in order. */
    private void route() {
        int count = staged;
        if (count == 0) {
            return;
        }
        @Nullable Object[] keys = stagedKeys;
        @Nullable Object[] values = stagedValues;
        int[] to = targets;
        int index = 0;
        try {
            for (; index < count; index++) {
                to[index] = wiring.router.route(keys[index]);
            }
            for (index = 0; index < count; index++) {
                lanes[to[index]].add(keys[index], values[index]);
            }
        } catch (RuntimeException e) {
            throw StepFailure.of(edge.to, keys[index], e);
        }
        staged = 0;
        stagedKeys = new Object[to.length]; // new ones, since stores into young arrays are cheaper
        stagedValues = new Object[to.length];
    }

    /** Batches of an exchange are cut by size and time, not by the batches that came in. */
    @Override
    public void flush() {
        // see flushPartial
    }

    /** Sends batches that are not full yet where nothing waits and credit is there; tells whether any went. */
    public boolean flushPartial() {
        route();
        boolean any = false;
        for (Lane lane : lanes) {
            if (lane.open != null && lane.pending.isEmpty() && lane.credit.maySend()) {
                lane.capacity = Math.max(SMALLEST, Math.min(lane.capacity, 2 * lane.open.size()));
                lane.capacity = Math.min(lane.capacity, wiring.batchItems);
                lane.cut();
                any = true;
            }
        }
        return any;
    }

    /** The receiver of a channel allows more. */
    public void onCredit(int to, long limit) {
        Lane lane = lanes[to];
        lane.credit.onLimit(limit);
        if (!lane.pending.isEmpty() && lane.pump()) {
            onUnblocked();
        }
    }

    /** All of the epoch has been pushed. */
    public void endEpoch(long epoch) {
        route();
        for (Lane lane : lanes) {
            lane.cut();
            lane.enqueue(new Message.EpochEnd(edge.exchange, context.worker(), lane.to, epoch));
        }
    }

    /** Nothing more will be pushed. */
    public void endOfStream() {
        route();
        for (Lane lane : lanes) {
            lane.cut();
            lane.enqueue(new Message.EndOfStream(edge.exchange, context.worker(), lane.to));
        }
    }

    /** Whether nothing waits for credit. */
    public boolean isDrained() {
        return blockedLanes == 0;
    }

    /** Items held for a worker, in open and waiting batches, and those not routed yet; what the simulation checks its bound on. */
    public int held(int to) {
        Batch open = lanes[to].open;
        int items = staged + (open == null ? 0 : open.size());
        for (InBand message : lanes[to].pending) {
            if (message instanceof Batch batch) {
                items += batch.size();
            } else if (message instanceof WireBatch batch) {
                items += batch.count();
            }
        }
        return items;
    }

    private void onBlocked() {
        if (blockedLanes++ == 0) {
            gates.forEach(Gate::close);
        }
    }

    private void onUnblocked() {
        if (--blockedLanes == 0) {
            gates.forEach(Gate::open);
        }
    }
}
