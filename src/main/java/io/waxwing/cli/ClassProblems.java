package io.waxwing.cli;

import io.waxwing.text.Shown;
import org.jspecify.annotations.Nullable;

/** Says in one line why the JVM would not load or link a class. */
final class ClassProblems {
    private static final int JAVA_1_0 = 44;

    private ClassProblems() {}

    /**
     * Loads without initialising.
     *
     * @return null when there is no such class
     */
    static @Nullable Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException notThere) {
            return null;
        } catch (LinkageError | SecurityException e) {
            throw refusal(name, e);
        }
    }

    /** For a linkage error that came while {@code className} was loaded or looked at. */
    static CliException refusal(String className, Throwable error) {
        return CliException.usage("class " + Shown.of(className, 200) + " " + reason(error), error);
    }

    private static String reason(Throwable error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof UnsupportedClassVersionError) {
            return newerJava(message);
        }
        if (error instanceof NoClassDefFoundError) {
            int wrong = message.indexOf("(wrong name: ");
            if (wrong >= 0) {
                String real =
                        message.substring(wrong + 13, message.length() - 1).replace('/', '.');
                return "is really " + real + ": ask for that, with the directory above its packages as class path";
            }
            return "needs class " + Shown.of(message.replace('/', '.'), 200)
                    + ", which is not on the class path; add what it is in with -cp";
        }
        if (error instanceof ClassFormatError) {
            return "is not a proper class file: " + Shown.of(message, 200);
        }
        return "cannot be loaded: " + Shown.of(error.toString(), 300);
    }

    /** The JVM's text ends its version with ".0": "... (class file version 69.0), this version ...". */
    private static String newerJava(String message) {
        String before = "class file version ";
        int at = message.indexOf(before);
        int dot = message.indexOf('.', Math.max(at, 0));
        int runs = Runtime.version().feature();
        if (at < 0 || dot < 0) {
            return "was compiled for a newer Java than this one, which is Java " + runs;
        }
        int needs = Integer.parseInt(message.substring(at + before.length(), dot)) - JAVA_1_0;
        return "was compiled for Java " + needs + ", and this is Java " + runs + ": run with Java " + needs
                + " or newer, or compile with --release " + runs;
    }
}
