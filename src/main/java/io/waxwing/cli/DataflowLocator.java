package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class that a module string names. Nothing of the user's is run by looking.
 *
 * <pre>
 * com.acme.Flows              on the class path, else com/acme/Flows.java under its directories or the current one
 * path/to/Flows.java          compiled in memory
 * path/to/app.jar             the class in its manifest, Dataflow-Class
 * path/to/app.jar#com.Flows   that class of the jar
 * </pre>
 */
final class DataflowLocator {
    private static final Path HERE = Path.of("");

    private final @Nullable ClassPath classPath;
    private final RunnerClasses runner;

    /**
     * @param classPath what the user set; null when nothing is set
     * @param runner the classes that a flow shares with the runner
     */
    DataflowLocator(@Nullable ClassPath classPath, RunnerClasses runner) {
        this.classPath = classPath;
        this.runner = runner;
    }

    LocatedClass locate(String module) {
        int separator = JarModule.separator(module);
        if (separator > 0) {
            return new JarModule(path(module.substring(0, separator)), this).locate(module.substring(separator + 1));
        }
        if (module.endsWith(JarModule.EXTENSION)) {
            return new JarModule(path(module), this).locateByManifest();
        }
        if (module.endsWith(SourceFile.EXTENSION)) {
            return inSource(existingSource(module));
        }
        if (module.endsWith(FlowClassLoader.CLASS)) {
            throw CliException.usage("module " + Shown.quoted(module)
                    + " is a compiled class: give the name of the class, and the directory"
                    + " above its package with -cp, as in -cp target/classes com.acme.Flows");
        }
        if (module.indexOf('/') >= 0 || module.indexOf('\\') >= 0) {
            return inSource(existingSource(module + SourceFile.EXTENSION));
        }
        if (!isClassName(module)) {
            throw CliException.usage("module " + Shown.quoted(module)
                    + " is neither the name of a class (com.acme.Flows), nor a .java file, nor a jar");
        }
        return onClassPath(module);
    }

    private LocatedClass onClassPath(String name) {
        ClassPath where = classPath == null ? ClassPath.currentDirectory() : classPath;
        FlowClassLoader loader = loader(where, Map.of());
        Class<?> type = loadNested(name, loader);
        if (type != null) {
            return new LocatedClass(type, loader);
        }
        Path relative = Path.of(name.replace('.', '/') + SourceFile.EXTENSION);
        for (Path directory : sourceDirectories(where)) {
            Path file = directory.resolve(relative);
            if (existsInThisCase(file)) {
                return inSource(SourceFile.read(file), name);
            }
        }
        throw CliException.usage("module " + Shown.quoted(name) + " not found: no such class, and no "
                + ClassPath.shown(relative) + ", in " + where.described() + " (" + where.origin() + ")"
                + (where.directories().contains(HERE) ? "" : ", nor that file in the current directory")
                + ModuleSuggestions.forClass(name, searched(where)));
    }

    private static List<Path> sourceDirectories(ClassPath where) {
        List<Path> directories = new ArrayList<>(where.directories());
        if (!directories.contains(HERE)) {
            directories.add(HERE); // so that a flow in a source file can use libraries of the class path
        }
        return directories;
    }

    private static List<Path> searched(ClassPath where) {
        Set<Path> places = new LinkedHashSet<>(where.entries());
        places.addAll(sourceDirectories(where));
        return List.copyOf(places);
    }

    private LocatedClass inSource(SourceFile source, String expected) {
        if (!source.className().equals(expected)) {
            throw CliException.usage("module " + Shown.quoted(expected) + " not found: "
                    + ClassPath.shown(source.file()) + " is there, but by its package it is "
                    + Shown.quoted(source.className()));
        }
        return inSource(source);
    }

    private LocatedClass inSource(SourceFile source) {
        ClassPath where = classPath == null ? ClassPath.empty() : classPath;
        Map<String, byte[]> classes = new SourceCompiler(where.entries(), runner.places()).compile(source);
        FlowClassLoader loader = loader(where, classes);
        Class<?> type = classes.containsKey(source.className()) ? ClassProblems.load(source.className(), loader) : null;
        if (type == null) {
            throw CliException.usage(ClassPath.shown(source.file()) + " has no class "
                    + Shown.quoted(source.className()) + ": the class of the flow is named like its file");
        }
        return new LocatedClass(type, loader);
    }

    private static SourceFile existingSource(String module) {
        Path file = path(module);
        if (Files.isRegularFile(file)) {
            return SourceFile.read(file);
        }
        throw CliException.usage("source file " + ClassPath.shown(file) + " not found in "
                + ClassPath.shown(Path.of("").toAbsolutePath())
                + ModuleSuggestions.forFile(file));
    }

    FlowClassLoader loader(ClassPath where, Map<String, byte[]> compiled) {
        return new FlowClassLoader(where.urls(), compiled, runner.loader());
    }

    /** The class path with a jar in front of it. */
    ClassPath behind(Path jar) {
        return (classPath == null ? ClassPath.empty() : classPath).withFirst(jar);
    }

    /** Takes {@code Outer.Inner} for {@code Outer$Inner}, too. */
    static @Nullable Class<?> loadNested(String name, ClassLoader loader) {
        String candidate = name;
        while (true) {
            Class<?> type = ClassProblems.load(candidate, loader);
            int dot = candidate.lastIndexOf('.');
            if (type != null || dot < 0) {
                return type;
            }
            candidate = candidate.substring(0, dot) + '$' + candidate.substring(dot + 1);
        }
    }

    /** File systems that don't tell upper from lower case would find {@code simple.java} for {@code Simple.java}. */
    private static boolean existsInThisCase(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            return file.toRealPath(LinkOption.NOFOLLOW_LINKS).endsWith(file.getFileName());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw CliException.usage("module " + Shown.quoted(text) + " is no path: " + e.getReason(), e);
        }
    }

    static boolean isClassName(String name) {
        TextCursor cursor = new TextCursor(name, 0);
        do {
            if (cursor.identifier().isEmpty()) {
                return false;
            }
        } while (cursor.take('.'));
        return cursor.atEnd();
    }
}
