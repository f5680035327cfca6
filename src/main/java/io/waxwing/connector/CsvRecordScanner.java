package io.waxwing.connector;

/**
 * Finds where the records of a CSV text start and end, so that they can be parsed in pieces and each has an offset. Does not take them
 * apart. Used by one thread at a time.
 */
final class CsvRecordScanner {
    private static final int INCOMPLETE = -1;

    private final byte delimiter;
    private final int[] starts;
    private int count;

    /** Stops after so many records. */
    CsvRecordScanner(char delimiter, int atMost) {
        this.delimiter = (byte) delimiter;
        starts = new int[atMost];
    }

    /**
     * Finds whole records at the start of what the buffer has to hand out.
     *
     * @param atEnd whether the input ends with the buffer, which makes the last record whole
     * @return the bytes of those records, line ends and empty lines included
     */
    int scan(ReadBuffer buffer, boolean atEnd) {
        count = 0;
        var start = 0;
        while (count < starts.length && start < buffer.available()) {
            var end = endOfRecord(buffer, start, atEnd);
            if (end == INCOMPLETE) {
                break;
            }
            var first = buffer.peek(start);
            if (first != '\n' && first != '\r') {
                starts[count++] = start;
            }
            start = end;
        }
        return start;
    }

    /** Number of records found, without empty lines. */
    int count() {
        return count;
    }

    /** Where a record starts, counted from the start of what was scanned. */
    int start(int record) {
        return starts[record];
    }

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private int endOfRecord(ReadBuffer buffer, int start, boolean atEnd) {
        var available = buffer.available();
        var state = State.FIELD_START;
        for (var at = start; at < available; at++) {
            var b = buffer.peek(at);
            if (state == State.QUOTED) {
                state = b == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
            } else if (b == '\n') {
                return at + 1;
            } else if (b == '\r') {
                if (at + 1 < available) {
                    return buffer.peek(at + 1) == '\n' ? at + 2 : at + 1;
                }
            } else if (b == delimiter) {
                state = State.FIELD_START;
            } else if (b == '"' && state != State.PLAIN) {
                state = State.QUOTED;
            } else {
                state = State.PLAIN;
            }
        }
        return atEnd ? available : INCOMPLETE;
    }
}
