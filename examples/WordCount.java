package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.FileSource;
import io.waxwing.connector.StdOutSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often each word occurs in a text.
 *
 * <pre>
 * scripts/run examples/WordCount.java -w3
 * scripts/run "examples/WordCount.java:flow('LICENSE')"
 * </pre>
 */
public final class WordCount {
    private WordCount() {}

    public static Dataflow flow() {
        return flow("examples/data/collected-works.txt");
    }

    public static Dataflow flow(String path) {
        return new Dataflow("wordcount")
                .input("lines", FileSource.of(path))
                .flatMap("words", line -> words(line.toLowerCase(Locale.ROOT)))
                .countFinal("count", word -> word)
                .map("format", (word, n) -> word + " " + n)
                .output("out", StdOutSink.of());
    }

    /** The runs of letters and apostrophes. A plain loop: a regular expression takes longer than all the rest of this flow. */
    static List<String> words(String line) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < 'a' || c > 'z') && c != '\'') {
                if (i > start) {
                    words.add(line.substring(start, i));
                }
                start = i + 1;
            }
        }
        if (start < line.length()) {
            words.add(line.substring(start));
        }
        return words;
    }
}
