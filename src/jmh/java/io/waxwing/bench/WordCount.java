package io.waxwing.bench;

import io.waxwing.DataStream;
import io.waxwing.Dataflow;
import io.waxwing.connector.DirSource;
import io.waxwing.operator.KeyValue;
import io.waxwing.runtime.RunConfig;
import io.waxwing.runtime.Runner;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Lower case, split at blanks, count: the running count of every word to the sink, or the final counts only. The loop on two threads
 * counts in a map per thread and merges at the end, so it moves nothing between them: a limit, not an equal.
 */
final class WordCount {
    /** A count that is changed in place. */
    static final class Count {
        long n;
    }

    /** What the loop by hand writes to. */
    private static final class Sink {
        long items;
        long most;

        void take(long count) {
            items++;
            most = Math.max(most, count);
        }
    }

    private WordCount() {}

    static Workload running(Words words) {
        return workload(
                "word count, running counts",
                words,
                new Answer(words.words(), words.top()),
                w -> byHand(words, w, true),
                w -> runningByFlow(words, w));
    }

    static Workload atEnd(Words words) {
        return workload(
                "word count, final counts",
                words,
                new Answer(words.distinct(), words.top()),
                w -> byHand(words, w, false),
                w -> finalByFlow(words, w));
    }

    private interface Run {
        Answer with(int workers) throws Exception;
    }

    private static Workload workload(String name, Words words, Answer expected, Run hand, Run flow) {
        Callable<Answer> hand1 = () -> hand.with(1);
        Callable<Answer> hand2 = () -> hand.with(2);
        return new Workload(
                name,
                words.words(),
                expected,
                List.of(
                        Variant.hand("w1", hand1),
                        Variant.flow("w1", () -> flow.with(1)),
                        Variant.hand("w2", hand2),
                        Variant.flow("w2", () -> flow.with(2))));
    }

    private static Answer byHand(Words words, int threads, boolean running) throws Exception {
        List<Map<String, Count>> tables = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            tables.add(new HashMap<>());
        }
        List<Sink> sinks = Threads.all(threads, k -> {
            var sink = new Sink();
            for (int part = k; part < Words.PARTS; part += threads) {
                count(words.part(part), tables.get(k), sink);
            }
            return sink;
        });
        Map<String, Count> all = tables.get(0);
        for (int k = 1; k < threads; k++) {
            tables.get(k)
                    .forEach((word, count) -> all.merge(word, count, (a, b) -> {
                        a.n += b.n;
                        return a;
                    }));
        }
        var last = new Sink();
        all.values().forEach(count -> last.take(count.n));
        long items = running ? sinks.stream().mapToLong(sink -> sink.items).sum() : last.items;
        return new Answer(items, last.most);
    }

    private static void count(Path file, Map<String, Count> table, Sink sink) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(new FileInputStream(file.toFile()), StandardCharsets.UTF_8), 1 << 16)) {
            for (String line; (line = reader.readLine()) != null; ) {
                for (String word : line.toLowerCase(Locale.ROOT).split(" ")) {
                    Count count = table.get(word);
                    if (count == null) {
                        count = new Count();
                        table.put(word, count);
                    }
                    sink.take(++count.n);
                }
            }
        }
    }

    private static DataStream<String> words(Dataflow flow, Words words) {
        return flow.input("lines", DirSource.of(words.dir()))
                .map("lower", line -> line.toLowerCase(Locale.ROOT))
                .flatMap("split", line -> Arrays.asList(line.split(" ")));
    }

    private static Answer runningByFlow(Words words, int workers) throws Exception {
        Tally<KeyValue<String, Long>> tally = Tally.greatest(KeyValue::value);
        var flow = new Dataflow("word_count");
        words(flow, words)
                .keyOn("word", word -> word)
                .statefulMap("count", Count::new, (count, word) -> ++count.n)
                .output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }

    private static Answer finalByFlow(Words words, int workers) throws Exception {
        Tally<KeyValue<String, Long>> tally = Tally.greatest(KeyValue::value);
        var flow = new Dataflow("word_count");
        words(flow, words).countFinal("count", word -> word).output("tally", tally);
        Runner.run(flow, RunConfig.workers(workers));
        return tally.answer();
    }
}
