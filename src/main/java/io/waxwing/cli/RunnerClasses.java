package io.waxwing.cli;

import io.waxwing.Dataflow;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** The classes that a flow shares with the runner: one jar when started with {@code java -jar}, several places in a build. */
final class RunnerClasses {

    ClassLoader loader() {
        return RunnerClasses.class.getClassLoader();
    }

    /** Where Waxwing itself and slf4j were loaded from, for the compiler. */
    List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (Class<?> type : List.of(Dataflow.class, org.slf4j.Logger.class)) {
            Path place = placeOf(type);
            if (!places.contains(place)) {
                places.add(place);
            }
        }
        return places;
    }

    private static Path placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IllegalStateException("cannot tell where " + type.getName() + " was loaded from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
