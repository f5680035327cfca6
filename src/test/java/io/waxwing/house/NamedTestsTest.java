package io.waxwing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say is tested by something: `SomeTest` and `SomeTest.what_holds` in them are tests that there are. */
class NamedTestsTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    @Test
    void tests_that_pages_name_are_there() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<String> missing = new ArrayList<>();
        int found = 0;
        try (Stream<Path> pages = Files.list(Path.of("src/docs"))) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                Matcher named = NAMED.matcher(Files.readString(page));
                while (named.find()) {
                    String source = sources.get(named.group(1));
                    String method = named.group(2);
                    if (source == null || (method != null && !source.contains("void " + method + "("))) {
                        missing.add(page.getFileName() + " names " + named.group());
                    }
                    found++;
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).as("tests that pages name").isGreaterThan(30);
    }
}
