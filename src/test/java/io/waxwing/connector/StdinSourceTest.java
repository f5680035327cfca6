package io.waxwing.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StdinSourceTest {
    private final HandMadeContext context = HandMadeContext.only();

    @Test
    void all_lines_come_and_then_the_end() throws Exception {
        var partition = source("ä\nb\r\n\nlast").build(context);
        assertThat(readToEnd(partition)).containsExactly("ä", "b", "", "last");
        partition.close();
    }

    @Test
    void an_empty_input_ends() throws Exception {
        assertThat(readToEnd(source("").build(context))).isEmpty();
    }

    @Test
    void much_input_is_read_whole_in_batches_of_a_thousand() throws Exception {
        var partition = source("0123456789\n".repeat(100_000)).build(context);
        var lines = new ArrayList<String>();
        for (var status = SourceStatus.MORE; status == SourceStatus.MORE; ) {
            var before = lines.size();
            status = partition.nextBatch(lines::add);
            assertThat(lines.size() - before).isLessThanOrEqualTo(1_000);
            if (lines.size() == before && status == SourceStatus.MORE) {
                context.wakes().acquire();
            }
        }
        assertThat(lines).hasSize(100_000).containsOnly("0123456789");
    }

    @Test
    void one_worker_of_a_process_reads_and_the_others_get_nothing() throws Exception {
        var source = source("a\nb\n");
        var worker2 = HandMadeContext.worker(2, 4);
        var first = source.build(worker2);
        var second = source.build(HandMadeContext.worker(3, 4));
        assertThat(second.nextBatch(line -> {
                    throw new AssertionError(line);
                }))
                .isEqualTo(SourceStatus.DONE);
        second.close();
        assertThat(readToEnd(first, worker2)).containsExactly("a", "b");
    }

    @Test
    void a_silent_input_is_waited_for_until_it_speaks() throws Exception {
        var speaker = new PipedOutputStream();
        var in = new PipedInputStream(speaker);
        var partition = new StdinSource(() -> in).build(context);
        var lines = new ArrayList<String>();
        assertThat(partition.nextBatch(lines::add)).isEqualTo(SourceStatus.MORE);
        assertThat(lines).isEmpty();
        assertThat(partition.nextAwake()).isEqualTo(Instant.EPOCH.plusSeconds(1));

        speaker.write("hello\nhal".getBytes(UTF_8));
        speaker.flush();
        context.wakes().acquire();
        assertThat(partition.nextBatch(lines::add)).isEqualTo(SourceStatus.MORE);
        assertThat(lines).containsExactly("hello");

        speaker.close();
        lines.addAll(readToEnd(partition));
        assertThat(lines).containsExactly("hello", "hal");
    }

    @Test
    void closing_does_not_wait_for_a_silent_input_and_what_comes_later_is_for_the_next_execution() throws Exception {
        var speaker = new PipedOutputStream();
        var in = new PipedInputStream(speaker);
        var source = new StdinSource(() -> in);
        source.build(context).close();
        speaker.write("later\n".getBytes(UTF_8));
        speaker.close();
        assertThat(readToEnd(source.build(context))).containsExactly("later");
    }

    @Test
    void an_input_without_end_is_not_read_ahead_without_bound() throws Exception {
        var read = new long[1];
        var full = new CountDownLatch(1);
        var endless = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("one byte at a time");
            }

            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                for (var i = from; i < from + length; i++) {
                    bytes[i] = (byte) (i % 10 == 9 ? '\n' : 'x');
                }
                read[0] += length;
                if (read[0] > 8 << 20) {
                    full.countDown();
                }
                return length;
            }
        };
        var partition = new StdinSource(() -> endless).build(context);
        context.wakes().acquire(2);
        assertThat(full.await(100, TimeUnit.MILLISECONDS)).isFalse();
        partition.close();
    }

    @Test
    void an_error_of_the_input_fails_after_what_came_before_it() throws Exception {
        var broken = new InputStream() {
            private boolean begun;

            @Override
            public int read() throws IOException {
                if (begun) {
                    throw new IOException("it broke");
                }
                begun = true;
                return '\n';
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                bytes[from] = (byte) read();
                return 1;
            }
        };
        var partition = new StdinSource(() -> broken).build(context);
        context.wakes().acquire(2);
        var lines = new ArrayList<String>();
        assertThatThrownBy(() -> partition.nextBatch(lines::add)).hasMessage("reading standard input failed: it broke");
        assertThat(lines).containsExactly("");
    }

    private List<String> readToEnd(SourcePartition<String> partition) throws Exception {
        return readToEnd(partition, context);
    }

    /** Waits for wake-ups, as a worker does. */
    private static List<String> readToEnd(SourcePartition<String> partition, HandMadeContext woken) throws Exception {
        var lines = new ArrayList<String>();
        while (partition.nextBatch(lines::add) == SourceStatus.MORE) {
            woken.wakes().acquire();
        }
        return lines;
    }

    private static StdinSource source(String content) {
        return new StdinSource(() -> new ByteArrayInputStream(content.getBytes(UTF_8)));
    }
}
