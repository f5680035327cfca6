package io.waxwing.window;

import static io.waxwing.window.WindowRun.at;
import static io.waxwing.window.WindowRun.clock;
import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.window.WindowRun.At;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the worked examples in the page on windows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowsDocTest {
    static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/docs/windows.md"))) {
            List<String> rows = lines.dropWhile(line -> !line.startsWith("| windows | wait | arrivals |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .toList();
            assertThat(rows).hasSizeGreaterThan(10);
            return rows;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_of_the_page_is_what_happens(String row) throws Exception {
        String[] cells = Arrays.stream(row.split("\\|", -1))
                .map(cell -> cell.replace("`", "").strip())
                .toArray(String[]::new);
        List<String> words = List.of(cells[1].split(" "));
        List<At> values = Arrays.stream(cells[3].split(" "))
                .map(text -> text.split("@"))
                .map(parts -> at(Double.parseDouble(parts[1]), parts[0]))
                .toList();

        var run = WindowRun.of(values, keyed -> keyed.window(clock(Double.parseDouble(cells[2])), windower(words))
                .ordered(!words.contains("unordered"))
                .fold("fold", () -> "", (text, value) -> text + value.value(), (a, b) -> a + b));

        assertThat(run.down.items()).containsExactlyElementsOf(of(cells[4]));
        assertThat(run.late.items()).containsExactlyElementsOf(of(cells[5]));
        assertThat(run.meta.items()).hasSameSizeAs(run.down.items());
    }

    private static List<String> of(String cell) {
        return cell.isEmpty()
                ? List.of()
                : Arrays.stream(cell.split("; ")).map(text -> "k " + text).toList();
    }

    private static Windower windower(List<String> words) {
        Duration first = Duration.ofSeconds(Long.parseLong(words.get(1)));
        return switch (words.get(0)) {
            case "tumbling" -> Windower.tumbling(first).alignTo(Instant.EPOCH);
            case "sliding" ->
                Windower.sliding(first, Duration.ofSeconds(Long.parseLong(words.get(2))))
                        .alignTo(Instant.EPOCH);
            case "session" -> Windower.session(first);
            case "count" -> Windower.count((int) first.toSeconds());
            default -> throw new IllegalArgumentException("no such windows: " + words);
        };
    }
}
