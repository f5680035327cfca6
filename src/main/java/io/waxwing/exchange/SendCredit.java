package io.waxwing.exchange;

/** What the sender of a channel may send: pure arithmetic. The limit is absolute, so a late or doubled message does no harm. */
final class SendCredit {
    private long sent;
    private long limit;

    SendCredit(int window) {
        this.limit = window;
    }

    boolean maySend() {
        return sent < limit;
    }

    void onSent() {
        assert maySend() : "a batch was sent without credit";
        sent++;
    }

    void onLimit(long newLimit) {
        limit = Math.max(limit, newLimit);
    }
}
