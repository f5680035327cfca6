package io.waxwing.mesh;

import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;

/**
 * Holds what a peer may say against who it is: it speaks for the workers of its own process, to workers of this one, of
 * exchanges that the plan has. Pure.
 *
 * @param config this process
 * @param peer the process at the other end of the link
 */
record MessageGuard(MeshConfig config, int peer) {
    /** Refuses a message that this peer has no business to send. */
    void check(MessageCodec.Addressed addressed) throws FrameException {
        mine("to", addressed.toWorker());
        Message message = addressed.message();
        if (message instanceof Message.InBand inBand) {
            checkInBand(inBand);
        } else if (message instanceof Message.Credit credit) {
            exchange(credit.exchange());
            theirs("from", credit.to());
            notNegative("credit", credit.limit());
        } else if (message instanceof Message.Close close) {
            theirs("from", close.from());
            notNegative("epoch", close.epoch());
        } else if (message instanceof Message.SourcesEnded ended) {
            theirs("from", ended.from());
        } else if (message instanceof Message.Sealed sealed) {
            notNegative("partition", sealed.partition());
            notNegative("epoch", sealed.epoch());
        } else if (message instanceof Message.Store store) {
            require(store.process() == peer, "process", store.process());
        } else if (message instanceof Message.Partitions partitions) {
            notNegative("step", partitions.step());
            require(partitions.process() == peer, "process", partitions.process());
        }
    }

    private void checkInBand(Message.InBand message) throws FrameException {
        exchange(message.exchange());
        theirs("from", message.from());
        if (message instanceof WireBatch batch) {
            notNegative("count", batch.count());
            notNegative("epoch", batch.epoch());
        } else if (message instanceof Message.EpochEnd end) {
            notNegative("epoch", end.epoch());
        }
    }

    private void exchange(int exchange) throws FrameException {
        require(exchange >= 0 && exchange < config.flow().exchanges(), "exchange", exchange);
    }

    private void mine(String what, int worker) throws FrameException {
        require(worker >= 0 && config.processOf(worker) == config.processId(), what + " worker", worker);
    }

    private void theirs(String what, int worker) throws FrameException {
        require(worker >= 0 && config.processOf(worker) == peer, what + " worker", worker);
    }

    private static void notNegative(String what, long number) throws FrameException {
        require(number >= 0, what, number);
    }

    private static void require(boolean holds, String what, long number) throws FrameException {
        if (!holds) {
            throw new FrameException("message with " + what + " " + number + ", which this peer may not send");
        }
    }
}
