package io.waxwing.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of a flow, which can bring any library in any version. Only Waxwing itself and slf4j come from the runner (a flow and
 * its runner have to mean the same {@code Dataflow}), and the JDK.
 *
 * <pre>
 * io.waxwing.*, org.slf4j.*   the runner's, when it has the class
 * compiled in memory          the classes of a .java module
 * everything else             platform (all modules of the JDK), then the flow's own class path; never the runner's libraries
 * </pre>
 *
 * <p>Its parent is the runner's loader all the same, though it is not asked first: {@link java.util.ServiceLoader} finds what modules of the JDK
 * provide, such as random generators, by going from parent to parent.
 */
final class FlowClassLoader extends URLClassLoader {
    /** Its name, which shows in stack traces and tells frames of the user from others. */
    static final String NAME = "flow";

    static final String CLASS = ".class";
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader runner;
    private final Map<String, byte[]> compiled;

    /**
     * @param classPath where user classes are
     * @param compiled classes by binary name that were compiled in memory; they win over the class path
     * @param runner the loader that loaded Waxwing
     */
    FlowClassLoader(URL[] classPath, Map<String, byte[]> compiled, ClassLoader runner) {
        super(NAME, classPath, runner);
        this.compiled = Map.copyOf(compiled);
        this.runner = runner;
    }

    /** Whether a class or resource of this name is shared with the runner. Takes dots or slashes. */
    private static boolean isShared(String name) {
        return startsWith(name, "io.waxwing.") || startsWith(name, "org.slf4j.");
    }

    private static boolean startsWith(String name, String prefix) {
        return name.startsWith(prefix) || name.startsWith(prefix.replace('.', '/'));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            Class<?> shared = fromRunner(name);
            if (shared != null) {
                return shared;
            }
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findAnywhere(name) : loaded;
        }
    }

    private Class<?> findAnywhere(String name) throws ClassNotFoundException {
        try {
            return PLATFORM.loadClass(name);
        } catch (ClassNotFoundException notOfThePlatform) {
            return findClass(name);
        }
    }

    private @Nullable Class<?> fromRunner(String name) {
        try {
            return Class.forName(name, false, runner);
        } catch (ClassNotFoundException notTheRunners) {
            return null;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            return super.findClass(name);
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
            definePackageOnce(name.substring(0, dot));
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private void definePackageOnce(String name) {
        synchronized (compiled) {
            if (getDefinedPackage(name) == null) {
                definePackage(name, null, null, null, null, null, null, null);
            }
        }
    }

    /** Finds the bytes of compiled classes, too, as tools expect that look at the class of an object. */
    @Override
    public @Nullable URL findResource(String name) {
        byte[] bytes = name.endsWith(CLASS) ? compiled.get(className(name)) : null;
        if (bytes == null) {
            return super.findResource(name);
        }
        try {
            return new URL(null, "compiled:///" + name, new CompiledClassHandler(bytes));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String className(String resource) {
        return resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
    }

    @Override
    public @Nullable URL getResource(String name) {
        if (isShared(name)) {
            URL shared = runner.getResource(name);
            if (shared != null) {
                return shared;
            }
        }
        URL found = PLATFORM.getResource(name);
        return found == null ? findResource(name) : found;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(PLATFORM.getResources(name)));
        found.addAll(Collections.list(findResources(name)));
        if (isShared(name)) {
            found.addAll(0, Collections.list(runner.getResources(name)));
        }
        return Collections.enumeration(found);
    }
}
