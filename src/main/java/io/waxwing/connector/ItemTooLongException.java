package io.waxwing.connector;

import java.io.IOException;

/** A line or record is longer than a source takes. Sources say it again with the name of what they read. */
final class ItemTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    ItemTooLongException(long offset, int limit) {
        super("the item that starts at byte " + offset + " is longer than " + limit
                + " bytes, the most that is taken (is a line end or a closing quote missing?)");
    }
}
