package io.waxwing.runtime;

import io.waxwing.exchange.Courier;
import io.waxwing.exchange.Message;
import java.util.List;

/** Carries messages among the workers of one process, by reference. */
record LocalCourier(List<Mailbox> mailboxes) implements Courier {
    @Override
    public int workers() {
        return mailboxes.size();
    }

    @Override
    public boolean isRemote(int worker) {
        return false;
    }

    @Override
    public void send(int toWorker, Message message) {
        mailboxes.get(toWorker).offer(message);
    }
}
