package io.waxwing.cli;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The command line program in a process of its own. Whatever waits has a limit, at which all threads are dumped. Time in which this process
 * stood still does not count: limits are waited for second by second.
 */
final class JavaProgram implements AutoCloseable {
    private static final long LIMIT_SECONDS = Long.getLong("program.limit", 60);

    /** Options of Java for programs of which many are started. */
    static final List<String> SMALL = List.of("-Xmx200m", "-XX:+UseSerialGC");

    private final Process process;
    private final Lines out;
    private final Lines err;

    /** What a program did. */
    record Result(int code, String out, String err) {}

    JavaProgram(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    static JavaProgram start(Path directory, Map<String, String> environment, List<String> java, String... arguments) {
        try {
            return new JavaProgram(
                    builder(directory, environment, java, arguments).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program, started by a shell script as {@code "$@"} in a mount namespace of its own. */
    static JavaProgram startMounted(Path directory, String script, String... arguments) {
        ProcessBuilder builder = builder(directory, Map.of(), SMALL, arguments);
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
        command.addAll(builder.command());
        try {
            return new JavaProgram(builder.command(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another main class in the program's place. */
    static JavaProgram startMain(Path directory, String main, List<String> java, String... arguments) {
        try {
            return new JavaProgram(
                    builder(directory, Map.of(), main, java, arguments).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessBuilder builder(
            Path directory, Map<String, String> environment, List<String> java, String... arguments) {
        return builder(directory, environment, "io.waxwing.cli.Main", java, arguments);
    }

    private static ProcessBuilder builder(
            Path directory, Map<String, String> environment, String main, List<String> java, String... arguments) {
        List<String> command = new ArrayList<>(hearingInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-ea", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", classPath()));
        command.addAll(java);
        command.add(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BYTEWAX_") || name.equals("CLASSPATH"));
        builder.environment().put("CLASSPATH", testClasses());
        builder.environment().putAll(environment);
        return builder;
    }

    /** The class path of this JVM, from which programs are started unless options of theirs name another. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What starts a program that hears SIGINT although this one, started in the background, ignores it: that is inherited. */
    private static List<String> hearingInterrupts() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            boolean ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
            return ignored ? List.of("env", "--default-signal=INT") : List.of();
        } catch (IOException noLinux) {
            return List.of();
        }
    }

    /** Where the flows under test are; they are loaded as a user's are. */
    private static String testClasses() {
        try {
            return Path.of(JavaProgram.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Result run(Path directory, String... arguments) {
        try (JavaProgram program = start(directory, Map.of(), List.of(), arguments)) {
            program.endInput();
            return program.await();
        }
    }

    Process process() {
        return process;
    }

    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    String text() {
        return out.toString();
    }

    static void write(JavaProgram program, String text) {
        try {
            program.process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            program.process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void signal(String name) {
        signal(process.pid(), name);
    }

    static void signal(long pid, String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (code != 0) {
                fail("cannot send SIG" + name + " to " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops reading its output, as head does. */
    void closeOut() {
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitOut(Predicate<String> enough) {
        awaitLine(out, enough);
    }

    void awaitErr(Predicate<String> enough) {
        awaitLine(err, enough);
    }

    private void awaitLine(Lines lines, Predicate<String> enough) {
        if (!lines.await(enough, LIMIT_SECONDS)) {
            dump();
            fail("this did not come: out " + out + " err " + err);
        }
    }

    Result await() {
        return await(LIMIT_SECONDS);
    }

    Result await(long seconds) {
        try {
            boolean ended = false;
            for (long second = 0; second < seconds && !ended; second++) {
                ended = process.waitFor(1, TimeUnit.SECONDS);
            }
            if (!ended) {
                dump();
                fail("did not end in time: out " + out + " err " + err);
            }
            return new Result(process.exitValue(), out.all(), err.all());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How all of these ended; if one of them does not end, what all of them say then. */
    static List<Result> awaitAll(List<JavaProgram> programs) {
        List<Result> results = new ArrayList<>();
        for (JavaProgram program : programs) {
            try {
                results.add(program.await());
            } catch (AssertionError hanging) {
                programs.stream().filter(other -> other != program).forEach(other -> {
                    String end = "ended with " + (other.process.isAlive() ? "nothing yet" : other.process.exitValue());
                    if (other.process.isAlive()) {
                        other.dump();
                    }
                    hanging.addSuppressed(
                            new AssertionError("beside it, " + end + ": out " + other.out + " err " + other.err));
                });
                throw hanging;
            }
        }
        return results;
    }

    /** The JVM prints its threads on standard output; what it has to say then is part of the failure. */
    private void dump() {
        process.descendants().forEach(child -> signal(child.pid(), "QUIT"));
        signal("QUIT");
        out.await(text -> text.contains("JNI global refs"), 5);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** All text of a stream, read by a thread of its own. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        Lines(InputStream in) {
            Thread thread = new Thread(() -> read(in));
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[8192];
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    synchronized (text) {
                        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                        text.notifyAll();
                    }
                }
                ended.complete(null);
            } catch (IOException closed) {
                ended.complete(null);
            }
            synchronized (text) {
                text.notifyAll();
            }
        }

        boolean await(Predicate<String> enough, long seconds) {
            long left = TimeUnit.SECONDS.toNanos(seconds);
            synchronized (text) {
                while (!enough.test(text.toString())) {
                    if (left <= 0 || ended.isDone()) {
                        return enough.test(text.toString());
                    }
                    try {
                        long began = System.nanoTime();
                        text.wait(1000);
                        left -= Math.min(System.nanoTime() - began, TimeUnit.SECONDS.toNanos(1));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return true;
            }
        }

        String all() {
            try {
                ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a stream did not end: " + this, e);
            }
            return toString();
        }

        @Override
        public String toString() {
            synchronized (text) {
                return text.toString();
            }
        }
    }
}
