package io.waxwing.runtime;

import io.waxwing.exchange.Batch;
import io.waxwing.exchange.WireBatch;
import io.waxwing.exchange.WireFormat;
import java.util.List;

/** The wire format of a process that is alone: never used, so that nothing of a serialiser is loaded. */
enum LocalOnly implements WireFormat {
    /** The only one. */
    FORMAT;

    @Override
    public List<WireBatch> encode(Batch batch) {
        throw new IllegalStateException("there is no other process");
    }

    @Override
    public Batch decode(WireBatch batch) {
        throw new IllegalStateException("there is no other process");
    }
}
