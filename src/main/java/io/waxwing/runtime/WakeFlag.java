package io.waxwing.runtime;

/** Set by any thread through {@code PartitionContext.wake()}, cleared by the worker before it reads the partition. */
final class WakeFlag {
    private final Mailbox mailbox;
    private volatile boolean set;

    WakeFlag(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    void set() {
        set = true;
        mailbox.wake();
    }

    boolean isSet() {
        return set;
    }

    void clear() {
        set = false;
    }
}
