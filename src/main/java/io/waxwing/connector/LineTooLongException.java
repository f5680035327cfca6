package io.waxwing.connector;

import java.io.IOException;

/** A line or record is longer than a source takes. Sources say it again with the name of what they read. */
final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    LineTooLongException(long offset, int limit) {
        super("the line or record that starts at byte " + offset + " is longer than " + limit
                + " bytes, the most that is taken as one item");
    }
}
