package io.waxwing.exchange;

import java.util.List;

/** Batches to bytes and back, for workers of other processes. One per worker; not thread-safe. */
public interface WireFormat {
    /**
     * Serialises a batch, into several when it is large. Called in the order of its channel.
     *
     * @throws RuntimeException when an item is of a type that may not be sent or too large
     */
    List<WireBatch> encode(Batch batch);

    /**
     * The other way. Called in the order of its channel.
     *
     * @throws RuntimeException when the payload is not what the sender's {@link #encode} can have made
     */
    Batch decode(WireBatch batch);
}
