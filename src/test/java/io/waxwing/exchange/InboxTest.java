package io.waxwing.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Courier SILENT = new Courier() {
        @Override
        public int workers() {
            return 2;
        }

        @Override
        public boolean isRemote(int worker) {
            return false;
        }

        @Override
        public void send(int toWorker, Message message) {
            // credit
        }
    };

    private final Inbox inbox = new Inbox(3, 0, 2, SILENT);

    @Test
    void what_comes_after_the_end_of_a_stream_is_refused() {
        inbox.offer(new Batch(3, 1, 0, 1, 1));
        inbox.offer(new Message.EndOfStream(3, 1, 0));

        assertThatThrownBy(() -> inbox.offer(new Batch(3, 1, 0, 1, 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("worker 1 sent worker 0 more over exchange 3 after the end of its stream");
        inbox.offer(new Batch(3, 0, 0, 1, 1));
    }

    @Test
    void more_batches_than_there_was_credit_for_are_refused() {
        inbox.offer(new Batch(3, 1, 0, 1, 1));
        inbox.offer(new Batch(3, 1, 0, 1, 1));

        assertThatThrownBy(() -> inbox.offer(new Batch(3, 1, 0, 1, 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("than the 2 it had credit for");
        assertThat(inbox.waiting(1)).isEqualTo(2);
    }
}
