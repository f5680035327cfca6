package io.waxwing.runtime;

import io.waxwing.chain.KeyedState;
import io.waxwing.exchange.Inbox;
import io.waxwing.exchange.Outbox;
import java.util.List;
import java.util.Map;

/**
 * What a worker runs: its heads and the outboxes below them.
 *
 * @param inboxes by exchange
 * @param sends by exchange
 * @param states stateful steps, by id
 */
record Graph(List<Head> heads, List<Inbox> inboxes, List<Sends> sends, Map<String, KeyedState> states) {
    /**
     * The sending end of an exchange, and the heads whose chains can reach it.
     */
    static final class Sends {
        final Outbox outbox;
        final List<Head> above;
        private boolean epochEnded;
        private boolean ended;

        Sends(Outbox outbox, List<Head> above) {
            this.outbox = outbox;
            this.above = above;
        }

        boolean isEpochEnded() {
            return epochEnded;
        }

        /** Says the end of the stream or of the epoch once all heads above have come to it; tells whether it said anything. */
        boolean advance(Epochs epochs) {
            boolean said = false;
            if (!ended && haveEnded()) {
                ended = true;
                outbox.endOfStream();
                said = true;
            }
            if (epochs.phase() == Epochs.Phase.CLOSING && !epochEnded && areThrough()) {
                epochEnded = true;
                if (!ended) {
                    outbox.endEpoch(epochs.epoch());
                }
                said = true;
            }
            return said;
        }

        private boolean haveEnded() {
            for (Head head : above) {
                if (!head.isEnded()) {
                    return false;
                }
            }
            return true;
        }

        private boolean areThrough() {
            for (Head head : above) {
                if (!head.isThrough()) {
                    return false;
                }
            }
            return true;
        }

        void openEpoch() {
            epochEnded = false;
        }
    }
}
