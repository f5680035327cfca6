package io.waxwing.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What is said where there is no memory left to say anything: made beforehand, and said once without a word, so that nothing is left that
 * Java would make when it is used first.
 */
final class LastWords {
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final byte[] words =
            ("error: out of memory" + ErrorRenderer.memoryHint("") + "\n").getBytes(StandardCharsets.UTF_8);

    LastWords() {
        say(0);
    }

    /** Says them. */
    void say() {
        say(words.length);
    }

    private void say(int length) {
        try {
            err.write(words, 0, length);
        } catch (IOException nobodyListens) {
            // then the exit code is all there is
        }
    }
}
