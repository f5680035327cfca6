package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kryo brings no warning of the JVM along, on none of the versions we run on. */
class QuietTest {
    @TempDir
    Path directory;

    record Plain(String name, Instant at) {}

    static final class WithoutConstructor {
        final int value;

        WithoutConstructor(int value) {
            this.value = value;
        }
    }

    /** What the process below runs. */
    public static final class Main {
        public static void main(String[] arguments) {
            StateCodec codec = new StateCodec(TypePolicy.forCodeSourceOf(QuietTest.class, List.of()));
            for (Object value : List.of(new Plain("a", Instant.EPOCH), new WithoutConstructor(5), List.of(1))) {
                System.out.println(codec.decode(codec.encode(value)).getClass().getSimpleName());
            }
            System.out.println(System.getProperty("kryo.unsafe"));
        }
    }

    @Test
    @Timeout(60)
    void a_process_that_encodes_and_decodes_prints_nothing_on_stderr() throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Main.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(err).isEmptyFile();
        assertThat(Files.readAllLines(out)).containsExactly("Plain", "WithoutConstructor", "List12", "null");
    }
}
