package io.waxwing.runtime;

import io.waxwing.chain.Specializer;
import io.waxwing.exchange.Courier;
import io.waxwing.exchange.WireFormat;
import io.waxwing.recovery.EpochStore;
import org.jspecify.annotations.Nullable;

/**
 * What a worker needs of the world; with all of it replaced, a cluster runs on one thread.
 *
 * @param store where closed epochs go; null: nothing is saved
 * @param states serialises state; null exactly when store is
 */
public record WorkerServices(
        WorkerClock clock,
        Mailbox mailbox,
        Courier courier,
        WireFormat wire,
        Specializer specializer,
        @Nullable EpochStore store,
        @Nullable StateFormat states) {}
