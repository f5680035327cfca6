package io.waxwing.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StdOutSinkTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void each_item_is_one_line_of_utf8() throws Exception {
        partition(out).writeBatch(List.of("größe", 3, KeyValue.of("a", 1), List.of("x")));
        assertThat(out.toString(UTF_8)).isEqualTo("größe\n3\na=1\n[x]\n");
    }

    @Test
    void a_null_is_written_as_such() throws Exception {
        partition(out).writeBatch(Collections.singletonList(null));
        assertThat(out.toString(UTF_8)).isEqualTo("null\n");
    }

    @Test
    void a_small_batch_is_written_in_one_call_and_at_once() throws Exception {
        var calls = new int[1];
        partition(new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("one byte at a time");
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        calls[0]++;
                    }
                })
                .writeBatch(Collections.nCopies(1_000, "line"));
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void lines_of_several_workers_are_never_torn() throws Exception {
        // a stream that lets the others in after each piece, as a pipe does
        var slow = new OutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                for (var i = from; i < from + length; i += 1_000) {
                    out.write(bytes, i, Math.min(1_000, from + length - i));
                    Thread.yield();
                }
            }
        };
        var sink = new StdOutSink(slow, new Object());
        var workers = Executors.newFixedThreadPool(4);
        for (var w = 0; w < 4; w++) {
            var item = Character.toString('a' + w).repeat(700);
            workers.submit(() -> {
                var partition = sink.build(HandMadeContext.worker(0, 4));
                for (var i = 0; i < 20; i++) {
                    partition.writeBatch(Collections.nCopies(150, item));
                }
                return null;
            });
        }
        workers.shutdown();
        assertThat(workers.awaitTermination(15, TimeUnit.SECONDS)).isTrue();
        var lines = out.toString(UTF_8).lines().toList();
        assertThat(lines)
                .hasSize(4 * 20 * 150)
                .allMatch(
                        line -> line.length() == 700 && line.chars().distinct().count() == 1);
    }

    @Test
    void a_failed_write_fails() {
        assertThatThrownBy(() -> partition(failing("No space left on device")).writeBatch(List.of("x")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void a_reader_that_went_away_is_told_apart_in_any_language() {
        for (var message :
                List.of("Broken pipe", "Datenübergabe unterbrochen (broken pipe)", "The pipe is being closed")) {
            var before = Locale.getDefault();
            Locale.setDefault(Locale.forLanguageTag("tr"));
            try {
                assertThatThrownBy(() -> partition(failing(message)).writeBatch(List.of("x")))
                        .isInstanceOf(StdOutClosedException.class)
                        .hasCauseInstanceOf(IOException.class);
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    private static SinkPartition<Object> partition(OutputStream out) {
        return new StdOutSink(out, new Object()).build(HandMadeContext.only());
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
