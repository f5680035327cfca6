package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Lets programs that are started again and again start in half the time: Java keeps the classes that an undisturbed cluster has loaded in
 * an archive (it takes them from jars only, so those are made), and SQLite's library is unpacked once for all.
 */
final class QuickStart {
    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off");
    /** Neither reads logback's XML file nor loads Java's flight recorder: a quarter of a second. */
    private static final List<String> LEAN = List.of("-Dwaxwing.log.level=warn", "-Dio.netty.jfr.enabled=false");

    private final Path dir;

    private QuickStart(Path dir) {
        this.dir = dir;
    }

    /** Makes what is needed in a new directory; gives the options of Java that use it. */
    static List<String> optionsFor(Path dir) throws IOException {
        Files.createDirectory(dir);
        return new QuickStart(dir).make();
    }

    private List<String> make() throws IOException {
        List<String> options = Stream.of(JavaProgram.SMALL, QUIET, LEAN, List.of("-cp", classPath(), sqlite()))
                .flatMap(List::stream)
                .toList();
        Path archive = dir.resolve("classes.jsa");
        rehearse(options, "-XX:ArchiveClassesAtExit=" + archive);
        return Stream.concat(options.stream(), Stream.of("-XX:SharedArchiveFile=" + archive))
                .toList();
    }

    private void rehearse(List<String> options, String ofFirst) throws IOException {
        new SumsRecord(new SplittableRandom(1), dir).append(100);
        String flow = "flows.RunningSums:flow('in', 'out', 1000)";
        try (var cluster = new HandMadeCluster(
                dir, 2, options, List.of(ofFirst), List.of("-w2", "-r", "saved", "-s", "20ms", flow))) {
            assertThat(cluster.await()).allMatch(result -> result.code() == 0);
        }
    }

    /** That of this JVM, with jars in the place of directories. */
    private String classPath() {
        List<String> places = new ArrayList<>();
        for (String place : JavaProgram.classPath().split(File.pathSeparator)) {
            places.add(Files.isDirectory(Path.of(place)) ? jar(place, "classes" + places.size()) : place);
        }
        return String.join(File.pathSeparator, places);
    }

    private String jar(String directory, String name) {
        String jar = dir.resolve(name + ".jar").toString();
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        int code = tool.run(System.out, System.err, "--create", "--no-compress", "--file", jar, "-C", directory, ".");
        assertThat(code).as("jar of " + directory).isZero();
        return jar;
    }

    private String sqlite() throws IOException {
        Path library = Files.createDirectory(dir.resolve("library"));
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            Files.copy(in, library.resolve(name));
        }
        return "-Dorg.sqlite.lib.path=" + library;
    }
}
