package io.waxwing.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * What the compiler sees: the user's class path, and of the runner only what a flow will see when it runs (so that a library of the
 * runner is missing when compiling, not later). Classes are kept in memory.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final StandardJavaFileManager runner;
    private final Map<String, ByteArrayOutputStream> outputs = new LinkedHashMap<>();

    CompilerFiles(StandardJavaFileManager users, StandardJavaFileManager runner) {
        super(users);
        this.runner = runner;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        Iterable<JavaFileObject> users = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH || !isShared(packageName)) {
            return users;
        }
        List<JavaFileObject> all = new ArrayList<>();
        runner.list(location, packageName, kinds, recurse).forEach(all::add);
        users.forEach(all::add);
        return all;
    }

    private static boolean isShared(String packageName) {
        return (packageName + ".").startsWith("io.waxwing.") || (packageName + ".").startsWith("org.slf4j.");
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a.equals(b);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
            @Override
            public OutputStream openOutputStream() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                outputs.put(className, bytes);
                return bytes;
            }
        };
    }

    /** What was compiled, by binary name. */
    Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }
}
