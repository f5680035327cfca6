package io.waxwing.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Writes, compiles and packs small classes for tests. */
final class TestSources {
    /** A dataflow that can be planned. */
    static final String DATAFLOW = "new io.waxwing.Dataflow(\"test\")";

    private TestSources() {}

    static Path write(Path root, String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles files under a root into a directory next to it. */
    static Path compile(Path root, Path into, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-d", into.toString(), "-parameters"));
        arguments.addAll(List.of(options));
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        if (result != 0) {
            throw new IllegalStateException("test sources do not compile");
        }
        return into;
    }

    /** Packs a directory; {@code dataflowClass} may be null. */
    static Path jar(Path directory, Path jar, String dataflowClass) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (dataflowClass != null) {
            manifest.getMainAttributes().putValue("Dataflow-Class", dataflowClass);
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                Files.copy(file, zip);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
