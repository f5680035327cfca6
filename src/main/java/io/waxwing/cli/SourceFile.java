package io.waxwing.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .java} file that is run like a script.
 *
 * @param file the file as it was named
 * @param className the class it should hold: its package and the name of the file
 * @param root the directory in which its package starts; null when the directories do not fit the package
 */
record SourceFile(Path file, String className, @Nullable Path root) {
    static final String EXTENSION = ".java";

    static SourceFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw CliException.usage("source file " + ClassPath.shown(file) + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw CliException.usage("cannot read source file " + ClassPath.shown(file) + ": " + e, e);
        }
        String packageName = packageOf(text);
        String fileName = String.valueOf(file.getFileName());
        String simpleName = fileName.substring(0, fileName.length() - EXTENSION.length());
        String className = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
        return new SourceFile(file, className, root(file, packageName));
    }

    private static @Nullable Path root(Path file, String packageName) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (packageName.isEmpty()) {
            return directory;
        }
        String[] names = packageName.split("\\.", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (directory == null
                    || directory.getFileName() == null
                    || !directory.getFileName().toString().equals(names[i])) {
                return null;
            }
            directory = directory.getParent();
        }
        return directory;
    }

    /** The name in the package declaration, which comes first in a file but for blanks and comments; empty when there is none. */
    static String packageOf(String source) {
        TextCursor cursor = new TextCursor(source, source.startsWith("\ufeff") ? 1 : 0);
        skipComments(cursor);
        if (!cursor.identifier().equals("package")) {
            return "";
        }
        StringBuilder name = new StringBuilder();
        skipComments(cursor);
        while (!cursor.atEnd() && !cursor.take(';')) {
            String part = cursor.identifier();
            if (!part.isEmpty()) {
                name.append(part);
            } else if (cursor.next() == '.') {
                name.append('.');
            } else {
                return "";
            }
            skipComments(cursor);
        }
        return name.toString();
    }

    private static void skipComments(TextCursor cursor) {
        cursor.skipBlanks();
        while (cursor.peek() == '/' && (cursor.peek(1) == '/' || cursor.peek(1) == '*')) {
            boolean line = cursor.peek(1) == '/';
            cursor.next();
            cursor.next();
            while (!cursor.atEnd() && !(line ? cursor.peek() == '\n' : endsComment(cursor))) {
                cursor.next();
            }
            cursor.skipBlanks();
        }
    }

    private static boolean endsComment(TextCursor cursor) {
        if (cursor.peek() == '*' && cursor.peek(1) == '/') {
            cursor.next();
            cursor.next();
            return true;
        }
        return false;
    }
}
