package io.waxwing.connector;

import java.io.IOException;

/** The reader of standard output has gone away, as {@code head} does when it has seen enough. Nothing more can be written. */
public final class StdOutClosedException extends IOException {
    private static final long serialVersionUID = 1;

    StdOutClosedException(IOException cause) {
        super("the reader of standard output has closed it", cause);
    }
}
