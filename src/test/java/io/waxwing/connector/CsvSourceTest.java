package io.waxwing.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
    @TempDir
    Path dir;

    @Test
    void records_are_maps_in_the_order_of_the_columns() throws Exception {
        var items = Drain.all(CsvSource.of(file("z,a,m\n1,2,3\r\n4,,\"6\"\n")));
        assertThat(items).containsExactly(Map.of("z", "1", "a", "2", "m", "3"), Map.of("z", "4", "a", "", "m", "6"));
        assertThat(items.get(0).keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void quoted_fields_hold_delimiters_line_ends_and_quotes() throws Exception {
        assertThat(Drain.all(CsvSource.of(file("a,b\n\"x,\r\ny\",\"say \"\"no\"\"\"\n1,2"))))
                .containsExactly(Map.of("a", "x,\r\ny", "b", "say \"no\""), Map.of("a", "1", "b", "2"));
    }

    @Test
    void another_delimiter_can_be_asked_for() throws Exception {
        assertThat(Drain.all(CsvSource.of(file("a;b\n1,5;2\n")).delimiter(';')))
                .containsExactly(Map.of("a", "1,5", "b", "2"));
        for (var bad : List.of('"', '\n', '\r', 'ä')) {
            assertThatThrownBy(() -> CsvSource.of("x").delimiter(bad)).hasMessageContaining("ASCII character");
        }
    }

    @Test
    void a_byte_order_mark_and_empty_lines_are_passed_over() throws Exception {
        assertThat(Drain.all(CsvSource.of(file("\uFEFF\n\r\na\n\n1\n\n\n2\n\n"))))
                .containsExactly(Map.of("a", "1"), Map.of("a", "2"));
    }

    @Test
    void the_header_may_stand_behind_more_empty_lines_than_are_read_at_once() throws Exception {
        assertThat(Drain.all(CsvSource.of(file("\n".repeat(200_000) + "a,b\n1,2\n"))))
                .containsExactly(Map.of("a", "1", "b", "2"));
    }

    @Test
    void a_file_without_records_has_no_items() throws Exception {
        for (var content : List.of("", "a", "a,b\n", "\n\n", "\uFEFF")) {
            var partition = only(file(content), null);
            assertThat(Drain.partition(partition)).as(content).isEmpty();
            assertThat(partition.snapshot()).isNull();
        }
    }

    @Test
    void a_batch_has_at_most_a_thousand_records() throws Exception {
        var partition = only(file("a\n" + "1\n".repeat(1_500)), null);
        var items = new ArrayList<>();
        assertThat(partition.nextBatch(items::add)).isEqualTo(SourceStatus.MORE);
        assertThat(items).hasSize(1_000);
        assertThat(partition.snapshot()).isEqualTo(2_002L);
        partition.close();
    }

    @Test
    void resume_at_every_position_gives_the_rest() throws Exception {
        var content = new StringBuilder("name,text\r\n");
        var expected = new ArrayList<Map<String, String>>();
        var ends = new ArrayList<Integer>();
        for (var i = 0; i < 20; i++) {
            content.append(i).append(",\"ü\n\"\"").append(i).append("\"").append(i % 2 == 0 ? "\n" : "\r\n");
            expected.add(Map.of("name", "" + i, "text", "ü\n\"" + i));
            ends.add(content.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        }
        var path = file(content.toString());
        for (var i = 0; i < 20; i++) {
            assertThat(Drain.partition(only(path, (long) ends.get(i))))
                    .containsExactlyElementsOf(expected.subList(i + 1, 20));
        }
    }

    @Test
    void records_appended_later_are_read_on_resume_also_when_the_last_had_no_line_end() throws Exception {
        for (var lineEnd : List.of("\n", "\r\n", "\r")) {
            var path = file("a,b\n1,2");
            var first = only(path, null);
            Drain.partition(first);
            Files.writeString(path, lineEnd + "3,4\n", StandardOpenOption.APPEND);
            assertThat(Drain.partition(only(path, first.snapshot()))).containsExactly(Map.of("a", "3", "b", "4"));
        }
    }

    @Test
    void a_changed_file_is_refused() throws Exception {
        assertThatThrownBy(() -> only(file("a\n1\n"), 9L))
                .isInstanceOf(ResumeRefusedException.class)
                .hasMessageContaining("has 4 bytes, but 9 were read");
        assertThatThrownBy(() -> only(file("a\n1234567\n"), 5L)).isInstanceOf(ResumeRefusedException.class);
        assertThatThrownBy(() -> only(file("a,new,longer,header\n1\n"), 4L))
                .isInstanceOf(ResumeRefusedException.class)
                .hasMessageContaining("its header goes on to byte 20");
    }

    @Test
    void a_record_of_another_number_of_fields_fails_with_its_place() throws Exception {
        for (var record : Map.of("1,2,3", 3, "1", 1).entrySet()) {
            var path = file("a,b\n1,2\n\n" + record.getKey() + "\n");
            assertThatThrownBy(() -> Drain.partition(only(path, null)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("\"" + path
                            + "\", record that starts on line 4 (byte 9): expected 2 fields as in the header, got "
                            + record.getValue());
        }
    }

    @Test
    void malformed_quotes_fail_with_their_place() throws Exception {
        for (var record : List.of("\"1\"x,2\n", "\"1,2\n", "1,\"2")) {
            var path = file("a,b\n1,2\n" + record);
            assertThatThrownBy(() -> Drain.partition(only(path, null)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path + "\", record that starts on line 3 (byte 8): ")
                    .hasMessageNotContaining("at line");
        }
    }

    @Test
    void two_columns_of_one_name_are_refused() throws Exception {
        var path = file("\n\na,b,a\n1,2,3\n");
        assertThatThrownBy(() -> only(path, null))
                .hasMessageContaining("on line 3 (byte 2): two columns of the header have the name \"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_are_counted_whatever_ends_them(String end) throws Exception {
        var path = file(String.join(end, "a,b", "", "\"x" + end + "y\",2", "3", ""));
        assertThatThrownBy(() -> Drain.partition(only(path, null)))
                .hasMessageContaining("record that starts on line 5 (byte " + (9 + 4 * end.length()) + ")");
    }

    /** What FastCSV makes of the whole text is what comes out in pieces. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void any_text_is_cut_where_the_parser_cuts_it(long seed) throws Exception {
        var random = new Random(seed);
        var agreed = 0;
        for (var round = 0; round < 300; round++) {
            var text = new StringBuilder("a\n");
            for (var i = random.nextInt(30); i > 0; i--) {
                text.append(List.of("x", "\"", "\"\"", "\n", "\r", "\r\n", "y", "\"q\nr\"")
                        .get(random.nextInt(8)));
            }
            List<List<String>> expected;
            try {
                expected = CsvReader.builder().allowUnclosedQuote(false).ofCsvRecord(text.toString()).stream()
                        .skip(1)
                        .map(CsvRecord::getFields)
                        .toList();
            } catch (CsvParseException e) {
                assertThatThrownBy(() -> Drain.partition(cut(file(text.toString()), null, random)))
                        .isInstanceOf(IOException.class);
                continue;
            }
            agreed++;
            assertThat(Drain.partition(cut(file(text.toString()), null, random)))
                    .as("text %s", text)
                    .extracting(item -> List.copyOf(item.values()))
                    .containsExactlyElementsOf(expected);
            assertResumable(file(text.toString()), expected, random);
        }
        assertThat(agreed).isGreaterThan(50);
    }

    private void assertResumable(Path path, List<List<String>> expected, Random random) throws IOException {
        try (var channel = InputFile.open(path, null)) {
            var buffer = new ReadBuffer();
            while (buffer.fill(channel, 1)) {}
            var scanner = new CsvRecordScanner(',', 1);
            buffer.skip(scanner.scan(buffer, true));
            for (var i = 0; i < expected.size(); ) {
                buffer.skip(scanner.scan(buffer, true));
                i += scanner.count();
                var rest = new ArrayList<List<String>>();
                var partition = cut(path, buffer.position(), random);
                while (partition.nextBatch(item -> rest.add(List.copyOf(item.values()))) == SourceStatus.MORE) {}
                partition.close();
                assertThat(rest).as("from %d", buffer.position()).isEqualTo(expected.subList(i, expected.size()));
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Through a buffer so small that records and line ends are cut by it. */
    private static CsvPartition cut(Path path, Long resume, Random random) throws IOException {
        return CsvPartition.open(path, ',', resume, new ReadBuffer(3 + random.nextInt(6), 1_000));
    }

    private static StatefulSourcePartition<Map<String, String>, Long> only(Path path, Long resume) throws IOException {
        return CsvSource.of(path).build(HandMadeContext.only(), path.toString(), resume);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(dir.resolve("in.csv"), content);
    }
}
