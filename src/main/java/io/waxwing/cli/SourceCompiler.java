package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles a {@code .java} module in memory, against the user's class path and what the runner shares, with its siblings in the same
 * source root compiled as they are needed.
 */
final class SourceCompiler {
    private static final int SHOWN_ERRORS = 10;
    private static final List<String> OPTIONS =
            List.of("-g", "-parameters", "-proc:none", "-implicit:class", "-Xprefer:source", "-Xlint:none");

    private final List<Path> classPath;
    private final List<Path> runner;

    /**
     * @param classPath of the user
     * @param runner where Waxwing itself is
     */
    SourceCompiler(List<Path> classPath, List<Path> runner) {
        this.classPath = classPath;
        this.runner = runner;
    }

    /** Gives the classes by binary name, or fails with the compiler's messages. */
    Map<String, byte[]> compile(SourceFile source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw CliException.usage("cannot compile " + ClassPath.shown(source.file()) + ": this Java ("
                    + Shown.of(System.getProperty("java.home", "?"), 200)
                    + ") is a runtime without a compiler; run with a JDK, or give a compiled class or jar");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager users = compiler.getStandardFileManager(messages, null, StandardCharsets.UTF_8);
                StandardJavaFileManager runners =
                        compiler.getStandardFileManager(messages, null, StandardCharsets.UTF_8);
                CompilerFiles files = new CompilerFiles(users, runners)) {
            users.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            runners.setLocationFromPaths(StandardLocation.CLASS_PATH, runner);
            Path root = source.root();
            users.setLocationFromPaths(StandardLocation.SOURCE_PATH, root == null ? List.of() : List.of(root));
            StringWriter other = new StringWriter();
            boolean compiled = compiler.getTask(
                            other, files, messages, OPTIONS, null, users.getJavaFileObjects(source.file()))
                    .call();
            if (!compiled) {
                throw CliException.usage(failure(source, messages.getDiagnostics(), other.toString()));
            }
            return files.classes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String failure(
            SourceFile source, List<Diagnostic<? extends JavaFileObject>> diagnostics, String other) {
        List<String> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(line(diagnostic));
            }
        }
        StringBuilder text = new StringBuilder(ClassPath.shown(source.file()) + " does not compile: " + errors.size()
                + (errors.size() == 1 ? " error" : " errors"));
        errors.stream().limit(SHOWN_ERRORS).forEach(error -> text.append('\n').append(error));
        if (errors.size() > SHOWN_ERRORS) {
            text.append("\n    and ").append(errors.size() - SHOWN_ERRORS).append(" more");
        }
        return errors.isEmpty() ? text + "\n" + indented(other) : text.toString();
    }

    /** {@code examples/Simple.java:12: cannot find symbol ...}, its further lines indented. */
    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String place = source == null ? "" : shownSource(source) + ":" + diagnostic.getLineNumber() + ": ";
        return indented(place + diagnostic.getMessage(Locale.ENGLISH));
    }

    private static String shownSource(JavaFileObject source) {
        Path file = Path.of(source.toUri());
        Path here = Path.of("").toAbsolutePath();
        return ClassPath.shown(file.startsWith(here) ? here.relativize(file) : file);
    }

    private static String indented(String text) {
        return "    " + text.strip().replaceAll("\\R", "\n    ");
    }
}
