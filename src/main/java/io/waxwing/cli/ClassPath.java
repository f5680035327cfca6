package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where user classes are looked for: directories and jars, in order, and which setting they came from.
 *
 * @param entries as typed, wildcards expanded; an entry need not exist
 * @param origin for messages: "-cp", "$CLASSPATH" or "the current directory"
 */
record ClassPath(List<Path> entries, String origin) {

    ClassPath {
        entries = List.copyOf(entries);
    }

    /** The class path for modules when nothing is set. */
    static ClassPath currentDirectory() {
        return new ClassPath(List.of(Path.of("")), "the current directory");
    }

    /** No entries at all: for a jar or a source file when nothing is set. */
    static ClassPath empty() {
        return new ClassPath(List.of(), "nothing");
    }

    /**
     * Reads a class path as Java writes it: entries between separators, an empty entry is the current directory, and {@code lib/*} is
     * all jars in a directory, by name.
     */
    static ClassPath parse(String text, String origin) {
        List<Path> entries = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator, -1)) {
            try {
                if (entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*")) {
                    entries.addAll(jarsIn(Path.of(entry.substring(0, entry.length() - 1))));
                } else {
                    entries.add(Path.of(entry));
                }
            } catch (InvalidPathException e) {
                throw CliException.usage(
                        "the class path (" + origin + ") has an entry that is no path: " + Shown.quoted(entry), e);
            }
        }
        return new ClassPath(entries, origin);
    }

    private static List<Path> jarsIn(Path directory) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{jar,JAR}")) {
            files.forEach(jars::add);
        } catch (IOException e) {
            throw CliException.usage(
                    "the class path names all jars in " + shown(directory) + ", which is no directory to read", e);
        }
        Collections.sort(jars);
        return jars;
    }

    ClassPath withFirst(Path entry) {
        List<Path> all = new ArrayList<>();
        all.add(entry);
        all.addAll(entries);
        return new ClassPath(all, origin);
    }

    URL[] urls() {
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = url(entries.get(i));
        }
        return urls;
    }

    /** A path that does not exist becomes the URL of a file, so a directory made later would not be found; nobody does that. */
    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                directories.add(entry);
            }
        }
        return directories;
    }

    /** The entries for a message: {@code target/app.jar, lib/x.jar (does not exist)}. */
    String described() {
        StringBuilder text = new StringBuilder();
        for (Path entry : entries) {
            text.append(text.isEmpty() ? "" : ", ").append(shown(entry));
            if (!Files.exists(entry)) {
                text.append(" (does not exist)");
            } else if (!Files.isReadable(entry)) {
                text.append(" (no permission to read)");
            }
        }
        return text.toString();
    }

    static String shown(Path path) {
        return path.toString().isEmpty() ? "." : Shown.of(path.toString(), 300);
    }
}
