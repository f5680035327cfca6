package io.waxwing.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flows with the answers that the reference gave; {@code scripts/differential --record} makes them. */
class CorpusTest {
    private static List<Pair> corpus() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        InputStream file = Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus.jsonl.gz"));
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                List<?> pair = Node.asList(Json.read(line));
                pairs.add(new Pair(Flow.ofJson(pair.get(0)), Answer.ofJson(pair.get(1))));
            }
        }
        return pairs;
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void flows_give_what_the_reference_gives_with_one_worker_and_with_two() throws Exception {
        List<Pair> pairs = corpus();
        List<String> differences = new ArrayList<>();
        var tally = new Tally();
        for (Pair pair : pairs) {
            String difference = pair.difference();
            if (difference != null) {
                differences.add(Minimiser.report(pair.flow(), pair.expected(), difference));
            }
            tally.count(pair);
        }

        assertThat(differences).isEmpty();
        assertThat(pairs).as("the corpus: %s", tally).hasSizeGreaterThanOrEqualTo(500);
        assertThat(pairs.stream().flatMap(pair -> pair.flow().steps().stream()).map(Node::op))
                .as("every operation is in the corpus")
                .contains(Operation.values());
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void a_wrong_answer_is_a_difference() throws Exception {
        for (Pair pair : corpus().subList(0, 50)) {
            for (String port : pair.expected().outs().keySet()) {
                List<@Nullable Object> longer = new ArrayList<>(
                        Objects.requireNonNull(pair.expected().outs().get(port)));
                if (longer.isEmpty()) {
                    continue;
                }
                longer.add(longer.get(0));
                var outs = new LinkedHashMap<>(pair.expected().outs());
                outs.put(port, longer);

                assertThat(new Pair(pair.flow(), Answer.of(outs)).difference())
                        .as("an item twice at %s of %s", port, pair.flow())
                        .isNotNull();
            }
        }
    }
}
