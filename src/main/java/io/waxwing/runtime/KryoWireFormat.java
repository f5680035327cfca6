package io.waxwing.runtime;

import io.waxwing.exchange.Batch;
import io.waxwing.exchange.WireBatch;
import io.waxwing.exchange.WireFormat;
import io.waxwing.serde.BatchCodec;
import io.waxwing.serde.ChannelTypes;
import io.waxwing.serde.TypePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The wire format of a worker that has peers in other processes. Types are named once per channel. */
public final class KryoWireFormat implements WireFormat {
    /** A channel, as its end at this worker knows it. */
    private record Channel(int exchange, int from, int to) {}

    private static final int SOFT_LIMIT = 256 << 10;

    private final BatchCodec codec;
    private final Map<Channel, ChannelTypes> sending = new HashMap<>();
    private final Map<Channel, ChannelTypes> receiving = new HashMap<>();

    /**
     * A format with no types named yet.
     *
     * @param maxPayload bytes of the largest batch; a single item that needs more is refused
     */
    public KryoWireFormat(TypePolicy policy, int maxPayload) {
        this.codec = new BatchCodec(policy, maxPayload);
    }

    @Override
    public List<WireBatch> encode(Batch batch) {
        ChannelTypes types = types(sending, batch.exchange(), batch.from(), batch.to());
        List<WireBatch> frames = new ArrayList<>(1);
        for (int at = 0; at < batch.size(); ) {
            var part = codec.encode(types, batch.keys(), batch.values(), at, batch.size(), SOFT_LIMIT);
            frames.add(new WireBatch(
                    batch.exchange(), batch.from(), batch.to(), batch.epoch(), part.count(), part.payload()));
            at += part.count();
        }
        return frames;
    }

    @Override
    public Batch decode(WireBatch batch) {
        if (batch.count() < 1 || batch.count() > Batch.MAX_ITEMS) {
            throw new IllegalArgumentException("a batch of " + batch.count() + " items from worker " + batch.from()
                    + ": 1 to " + Batch.MAX_ITEMS + " were expected");
        }
        var keys = new Object[batch.count()];
        var values = new Object[batch.count()];
        ChannelTypes types = types(receiving, batch.exchange(), batch.from(), batch.to());
        codec.decode(types, batch.payload(), batch.count(), keys, values);
        return Batch.of(batch, keys, values);
    }

    private static ChannelTypes types(Map<Channel, ChannelTypes> known, int exchange, int from, int to) {
        return known.computeIfAbsent(new Channel(exchange, from, to), any -> new ChannelTypes());
    }
}
