package io.waxwing.differential;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python process that runs descriptions in the reference, one after another. */
final class ReferenceSide implements AutoCloseable {
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    ReferenceSide(Path python, Path script, Path log) throws IOException {
        var builder = new ProcessBuilder(python.toString(), script.toString());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        to = process.outputWriter(StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs flows in the background; their answers are taken with {@link #next()}, in the same order. */
    void start(List<Flow> flows) throws IOException {
        List<String> lines = new ArrayList<>();
        flows.forEach(flow -> lines.add(flow.toJson()));
        var feeder = new Thread(() -> {
            try {
                for (String line : lines) {
                    to.write(line);
                    to.write('\n');
                }
                to.flush();
            } catch (IOException e) {
                process.destroyForcibly(); // next() sees the end and tells
            }
        });
        feeder.setDaemon(true);
        feeder.start();
    }

    Answer next() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("the reference ended: see its log");
        }
        return Answer.ofJson(Json.read(line));
    }

    Answer run(Flow flow) throws IOException {
        start(List.of(flow));
        return next();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
