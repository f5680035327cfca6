package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.ToolProvider;

/** Compiles source text into a directory and loads from it, as the class path of a flow would be; notes what it was asked for. */
public final class CompiledClasses extends URLClassLoader {
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private CompiledClasses(URL directory) {
        super(new URL[] {directory}, CompiledClasses.class.getClassLoader());
    }

    /** Compiles one class. */
    public static CompiledClasses of(Path directory, String className, String source) throws IOException {
        Path file = Files.createDirectories(directory).resolve(className + ".java");
        Files.writeString(file, source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", directory.toString(), file.toString());
        assertThat(code).isZero();
        return in(directory);
    }

    /** Loads anew what was compiled before. */
    static CompiledClasses in(Path directory) throws IOException {
        return new CompiledClasses(directory.toUri().toURL());
    }

    /** Names that were looked up through this loader. */
    Set<String> asked() {
        return asked;
    }

    TypePolicy policy(String... allowed) {
        return TypePolicy.of(this, List.of(allowed));
    }

    Object make(String className, Object... arguments) throws ReflectiveOperationException {
        var constructor = Class.forName(className, true, this).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /** Makes an object by the constructor without parameters. */
    public Object makeEmpty(String className) throws ReflectiveOperationException {
        var constructor = Class.forName(className, true, this).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        asked.add(name);
        return super.loadClass(name, resolve);
    }
}
