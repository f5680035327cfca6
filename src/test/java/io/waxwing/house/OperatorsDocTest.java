package io.waxwing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of operators: what it names is there, with Javadoc of its own or, for parts of records, of the record. */
class OperatorsDocTest {
    private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

    static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/docs/operators.md"))) {
            List<String> rows = lines.dropWhile(line -> !line.startsWith("| Bytewax | here | test |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .toList();
            assertThat(rows).hasSizeGreaterThan(50);
            return rows;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_operator_has_methods_with_javadoc_and_a_test(String row) throws IOException {
        String[] cells = row.split("\\|", -1);
        List<MatchResult> methods = names(cells[2]);
        List<MatchResult> tests = names(cells[3]);

        assertThat(methods).isNotEmpty().allSatisfy(name -> assertThat(source("src/main/java", name.group(1)))
                .containsPattern("\\*/\\s*(@\\w+(\\([^)]*\\))?\\s*)*[^;{}*=]*\\b" + name.group(2) + "\\(|@param "
                        + name.group(2) + " "));
        assertThat(tests).singleElement().satisfies(name -> assertThat(source("src/test/java", name.group(1)))
                .containsPattern("@(Test|ParameterizedTest)\\s[^;{}]*\\bvoid " + name.group(2) + "\\("));
    }

    private static List<MatchResult> names(String cell) {
        return NAME.matcher(cell).results().toList();
    }

    private static String source(String root, String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            Path file = files.filter(path -> path.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no class " + type + " in " + root));
            return Files.readString(file);
        }
    }
}
