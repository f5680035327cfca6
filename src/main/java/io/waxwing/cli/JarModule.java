package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A jar as a module, the class named by its manifest or by the module string. */
final class JarModule {
    static final String EXTENSION = ".jar";
    static final String ATTRIBUTE = "Dataflow-Class";

    private final Path jar;
    private final DataflowLocator locator;

    JarModule(Path jar, DataflowLocator locator) {
        this.jar = jar;
        this.locator = locator;
    }

    /** Where a module string has its # or !, or -1: behind the last ".jar", so that directories may have such characters. */
    static int separator(String module) {
        int hash = module.lastIndexOf(EXTENSION + "#");
        int bang = module.lastIndexOf(EXTENSION + "!");
        int at = Math.max(hash, bang);
        return at < 0 ? -1 : at + EXTENSION.length();
    }

    LocatedClass locate(String className) {
        manifestClass(); // what is no jar is refused as such
        if (!DataflowLocator.isClassName(className)) {
            throw CliException.usage(Shown.quoted(className) + " is not the name of a class to be found in " + shown());
        }
        return load(className, "no class " + Shown.quoted(className) + " in " + shown());
    }

    LocatedClass locateByManifest() {
        String className = manifestClass();
        if (className == null) {
            throw CliException.usage(
                    shown() + " has no " + ATTRIBUTE + " in its manifest: add it, or name the class, as in "
                            + Shown.of(jar.toString(), 200) + "#com.acme.Flows");
        }
        return load(
                className.strip(),
                "the manifest of " + shown() + " says " + ATTRIBUTE + ": " + Shown.of(className, 200)
                        + ", but no such class is in it");
    }

    private LocatedClass load(String className, String problem) {
        FlowClassLoader loader = locator.loader(locator.behind(jar), Map.of());
        Class<?> type = DataflowLocator.isClassName(className) ? DataflowLocator.loadNested(className, loader) : null;
        if (type == null) {
            throw CliException.usage(problem + ModuleSuggestions.forClass(className, List.of(jar)));
        }
        return new LocatedClass(type, loader);
    }

    private @Nullable String manifestClass() {
        if (!Files.exists(jar)) {
            throw CliException.usage("jar " + shown() + " not found in "
                    + ClassPath.shown(Path.of("").toAbsolutePath())
                    + ModuleSuggestions.forFile(jar));
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue(ATTRIBUTE);
        } catch (ZipException e) {
            throw CliException.usage(shown() + " is not a jar: " + e.getMessage(), e);
        } catch (IOException e) {
            throw CliException.usage("cannot read jar " + shown() + ": " + e.getMessage(), e);
        }
    }

    private String shown() {
        return ClassPath.shown(jar);
    }
}
