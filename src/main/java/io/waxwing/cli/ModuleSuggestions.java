package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The modules that are there, to answer a wrong name with the right one. Looks at a bounded number of files. */
final class ModuleSuggestions {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_NAMES = 20_000;

    private static final String MAVEN_SOURCES = "src/";

    /** What to type, by the name of the class. */
    private final Map<String, String> modules = new LinkedHashMap<>();

    private ModuleSuggestions() {}

    /** Names a class like the one that was typed, in jars and directories: "; did you mean ...?", or nothing. */
    static String forClass(String typed, List<Path> places) {
        ModuleSuggestions suggestions = new ModuleSuggestions();
        try {
            for (Path place : places) {
                suggestions.addPlace(place);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return "";
        }
        String name = suggestions.bySimpleName(typed);
        if (name == null) {
            name = Suggestion.nearest(typed, suggestions.modules.keySet());
        }
        return didYouMean(typed, name == null ? null : suggestions.modules.get(name));
    }

    /** Names a file next to the one that was typed, with the same extension. */
    static String forFile(Path typed) {
        Path parent = typed.getParent();
        String text = typed.toString();
        String extension = text.substring(text.lastIndexOf('.'));
        List<String> names;
        try (Stream<Path> files = Files.list(parent == null ? Path.of("") : parent)) {
            names = files.limit(MAX_NAMES)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(extension))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return "";
        }
        return didYouMean(text, Suggestion.nearest(text, names));
    }

    private static String didYouMean(String typed, @Nullable String name) {
        return name == null || name.equals(typed) ? "" : "; did you mean " + Shown.quoted(name) + "?";
    }

    /** The first class of this simple name, whatever its package; places are in the order in which they are searched. */
    private @Nullable String bySimpleName(String typed) {
        String simple = "." + typed.substring(typed.lastIndexOf('.') + 1);
        for (String name : modules.keySet()) {
            if (("." + name).endsWith(simple)) {
                return name;
            }
        }
        return null;
    }

    private void addPlace(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place, MAX_DEPTH)) {
                files.limit(MAX_NAMES)
                        .forEach(file -> add(place.relativize(file).toString(), file.toString()));
            }
        } else if (Files.isRegularFile(place)) {
            try (JarFile file = new JarFile(place.toFile(), false)) {
                file.stream().limit(MAX_NAMES).forEach(entry -> add(entry.getName(), place.toString()));
            }
        }
    }

    /**
     * Adds a module.
     *
     * @param file within the place, which tells its name
     * @param path as a person would type it; it is suggested where the name would not do, since sources are below another directory
     */
    private void add(String file, String path) {
        boolean module = file.endsWith(FlowClassLoader.CLASS) || file.endsWith(SourceFile.EXTENSION);
        if (module && file.indexOf('$') < 0) {
            String name =
                    file.substring(0, file.lastIndexOf('.')).replace('/', '.').replace('\\', '.');
            if (DataflowLocator.isClassName(name)) {
                modules.put(name, file.startsWith(MAVEN_SOURCES) ? path : name);
            }
        }
    }
}
