package io.waxwing.serde;

import io.waxwing.text.Shown;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which types may cross between processes and come back from saved state: a fixed list of JDK value types, the public types of
 * Waxwing, the flow's own classes, and what was allowed by name. Asked by name, before any class is looked up; a look-up never
 * initialises the class. Immutable, thread-safe.
 */
public final class TypePolicy {
    private static final List<String> WAXWING_PACKAGES = List.of("", "operator.", "window.", "connector.");
    private static final String WAXWING = "io.waxwing.";

    private final ClassLoader loader;
    private final Predicate<String> own;
    private final Set<String> names = new HashSet<>();
    private final List<String> prefixes = new ArrayList<>();

    private TypePolicy(ClassLoader loader, Predicate<String> own, Collection<String> allowed) {
        this.loader = loader;
        this.own = own;
        for (String entry : allowed) {
            boolean prefix = entry.endsWith(".*");
            String name = prefix ? entry.substring(0, entry.length() - 2) : entry;
            if (!TypeNames.isBinaryName(name)) {
                throw new IllegalArgumentException("allowed type \"" + Shown.of(entry)
                        + "\": expected a class name like com.acme.Order (nested: com.acme.Order$Line) or a package like"
                        + " com.acme.*");
            }
            if (prefix) {
                prefixes.add(name + ".");
            } else {
                names.add(name);
            }
        }
    }

    /**
     * For a flow with a class loader of its own: the flow's classes are those this loader finds itself, not through its parent.
     * Given the loader of the application, all of the class path is taken as the flow's; {@link #forCodeSourceOf} is narrower.
     *
     * @param flowLoader through which classes are looked up
     * @param extraAllowedNames binary class names, or packages with all below them as {@code com.acme.*}
     * @throws IllegalArgumentException for an entry that is neither
     */
    public static TypePolicy of(ClassLoader flowLoader, Collection<String> extraAllowedNames) {
        Predicate<String> own = flowLoader instanceof URLClassLoader urls
                ? name -> urls.findResource(resource(name)) != null
                : name -> foundHereOnly(flowLoader, resource(name));
        return new TypePolicy(flowLoader, own, extraAllowedNames);
    }

    /**
     * For a flow found on the class path of the application: its own are the classes of the jar or directory it came from.
     *
     * @param flowClass any class of the flow
     * @param extraAllowedNames as in {@link #of}
     */
    public static TypePolicy forCodeSourceOf(Class<?> flowClass, Collection<String> extraAllowedNames) {
        ClassLoader loader = flowClass.getClassLoader();
        if (loader == null) {
            loader = ClassLoader.getSystemClassLoader();
        }
        CodeSource source = flowClass.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            String only = flowClass.getName();
            return new TypePolicy(loader, name -> name.equals(only) || name.startsWith(only + "$"), extraAllowedNames);
        }
        String root = location.toString();
        String start = root.endsWith("/") ? root : "jar:" + root + "!/";
        ClassLoader lookUp = loader;
        return new TypePolicy(lookUp, name -> startsWith(lookUp.getResource(resource(name)), start), extraAllowedNames);
    }

    /**
     * For a loader that keeps its classes elsewhere than in files, such as one that compiled them in memory.
     *
     * @param flowLoader through which classes are looked up
     * @param ownNames says of a binary class name whether it is one of the flow's own, without loading the class; any thread
     * @param extraAllowedNames as in {@link #of}
     */
    public static TypePolicy forOwnNames(
            ClassLoader flowLoader, Predicate<String> ownNames, Collection<String> extraAllowedNames) {
        return new TypePolicy(flowLoader, ownNames, extraAllowedNames);
    }

    /** Whether a class of this binary name may cross. Looks up no class. */
    boolean allows(String name) {
        if (!TypeNames.isBinaryName(name)) {
            return false;
        }
        return JdkTypes.NAMES.contains(name)
                || names.contains(name)
                || prefixes.stream().anyMatch(name::startsWith)
                || isOfWaxwing(name)
                || own.test(name);
    }

    /** The class of an allowed name, not initialised. */
    Class<?> load(String name) throws ClassNotFoundException {
        if (!allows(name)) {
            throw notAllowed(name);
        }
        return Class.forName(name, false, loader);
    }

    /** The refusal of a class by name, with what to do about it. */
    static SerdeException notAllowed(String name) {
        String shown = Shown.of(name);
        return notAllowed(shown, "; allow it (RunConfig.withAllowedTypes, --allow-type " + shown + ") or");
    }

    /** The refusal of a class that could not be written either if it were allowed. */
    static SerdeException notEvenIfAllowed(Class<?> type) {
        return notAllowed(Shown.of(type.getName()), ", and could not be written even if allowed;");
    }

    private static SerdeException notAllowed(String shown, String then) {
        return SerdeException.refused(
                SerdeException.Kind.NOT_ALLOWED,
                "class " + shown + " may not",
                "it is neither one of the flow's own classes nor a known value type of the JDK" + then
                        + " put its data into a record of the flow",
                null);
    }

    /** Whether a name, were it allowed, would give this class. Only for classes that are here already. */
    boolean finds(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean isOfWaxwing(String name) {
        if (!name.startsWith(WAXWING)) {
            return false;
        }
        int end = name.lastIndexOf('.') + 1;
        return WAXWING_PACKAGES.contains(name.substring(WAXWING.length(), Math.max(end, WAXWING.length())));
    }

    private static boolean foundHereOnly(ClassLoader loader, String resource) {
        ClassLoader parent = loader.getParent();
        return loader.getResource(resource) != null && (parent == null || parent.getResource(resource) == null);
    }

    private static boolean startsWith(@Nullable URL url, String start) {
        return url != null && url.toString().startsWith(start);
    }

    private static String resource(String name) {
        return name.replace('.', '/') + ".class";
    }
}
