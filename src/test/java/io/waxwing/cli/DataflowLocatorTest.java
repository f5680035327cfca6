package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataflowLocatorTest {
    private static final String SIMPLE = """
            package flows;
            public class Simple {
                public static io.waxwing.Dataflow flow() { return new io.waxwing.Dataflow("simple"); }
                public static class Inner {
                    public static final io.waxwing.Dataflow flow = new io.waxwing.Dataflow("inner");
                }
            }
            """;

    @TempDir
    Path dir;

    private String run(String classPath, String getterString) {
        ClassPath where = classPath == null ? null : ClassPath.parse(classPath, "-cp");
        GetterString parsed = GetterString.parse(getterString);
        LocatedClass located = new DataflowLocator(where, new RunnerClasses()).locate(parsed.module());
        return DataflowGetter.get(located.type(), parsed.getter()).id();
    }

    private Path classes() {
        TestSources.write(dir, "src/flows/Simple.java", SIMPLE);
        return TestSources.compile(dir.resolve("src"), dir.resolve("classes"));
    }

    private Path jar(String dataflowClass) {
        return TestSources.jar(classes(), dir.resolve("app.jar"), dataflowClass);
    }

    @Test
    void a_class_is_found_in_a_directory_and_in_a_jar_of_the_class_path() {
        Path jar = jar(null);

        assertThat(run(dir.resolve("classes").toString(), "flows.Simple")).isEqualTo("simple");
        assertThat(run(jar.toString(), "flows.Simple:flow()")).isEqualTo("simple");
        assertThat(run("nowhere" + java.io.File.pathSeparator + dir + "/*", "flows.Simple"))
                .isEqualTo("simple");
        assertThat(run(jar.toString(), "flows.Simple.Inner")).isEqualTo("inner");
        assertThat(run(jar.toString(), "flows.Simple$Inner:flow")).isEqualTo("inner");
    }

    @Test
    void a_jar_is_asked_for_the_class_that_is_named_or_the_one_in_its_manifest() {
        Path jar = jar("flows.Simple");

        assertThat(run(null, jar.toString())).isEqualTo("simple");
        assertThat(run(null, jar + ":flow")).isEqualTo("simple");
        assertThat(run(null, jar + "#flows.Simple.Inner:flow")).isEqualTo("inner");
        assertThat(run(null, jar + "!flows.Simple")).isEqualTo("simple");
    }

    @Test
    void a_source_file_is_compiled_with_its_siblings() {
        TestSources.write(
                dir, "flows/Names.java", "package flows; class Names { static final String ID = \"sibling\"; }");
        Path file = TestSources.write(dir, "flows/Main.java", """
                /* a package comes
                   after comments */
                // of both kinds
                package flows /* really */ . more ;
                """.replace(". more", "") + """
                public class Main {
                    public static io.waxwing.Dataflow flow() { return new io.waxwing.Dataflow(Names.ID); }
                }
                """);

        assertThat(run(null, file.toString())).isEqualTo("sibling");
        assertThat(run(null, file.toString().replace(".java", ""))).isEqualTo("sibling");
        assertThat(run(dir.toString(), "flows.Main:flow()")).isEqualTo("sibling");
    }

    @Test
    void a_source_file_sees_the_class_path_but_not_the_libraries_of_the_runner() {
        classes();
        Path uses = TestSources.write(dir, "Uses.java", "public class Uses extends flows.Simple {}");
        Path borrows = TestSources.write(
                dir, "Borrows.java", "public class Borrows { Object kryo = new com.esotericsoftware.kryo.Kryo(); }");

        assertThat(run(dir.resolve("classes").toString(), uses.toString())).isEqualTo("simple");
        assertThatThrownBy(() -> run(null, borrows.toString()))
                .hasMessage(borrows + " does not compile: 1 error\n    " + borrows
                        + ":1: package com.esotericsoftware.kryo does not exist");
    }

    @Test
    void a_module_that_is_not_there_says_where_it_was_looked_for_and_what_is_there() {
        Path jar = jar(null);
        Path none = dir.resolve("none.jar");
        String cp = jar + java.io.File.pathSeparator + none;

        assertThatThrownBy(() -> run(cp, "flows.Simpel"))
                .hasMessage(
                        "module \"flows.Simpel\" not found: no such class, and no flows/Simpel.java, in " + jar
                                + ", " + none
                                + " (does not exist) (-cp), nor that file in the current directory; did you mean \"flows.Simple\"?");
        assertThatThrownBy(() -> run(cp, "Simple")).hasMessageEndingWith("; did you mean \"flows.Simple\"?");
        assertThatThrownBy(() -> run(null, "no.such.Module"))
                .hasMessageStartingWith(
                        "module \"no.such.Module\" not found: no such class, and no no/such/Module.java, in . (the current directory)");
        assertThatThrownBy(() -> run(jar.toString(), "no.such.Module"))
                .hasMessageContaining("in " + jar + " (-cp), nor that file in the current directory");
        assertThatThrownBy(() -> run(jar.toString(), "not a module"))
                .hasMessage(
                        "module \"not a module\" is neither the name of a class (com.acme.Flows), nor a .java file, nor a jar");
        assertThatThrownBy(() -> run(null, "target/classes/flows/Simple.class"))
                .hasMessage(
                        "module \"target/classes/flows/Simple.class\" is a compiled class: give the name of the class, and the directory above"
                                + " its package with -cp, as in -cp target/classes com.acme.Flows");
        assertThatThrownBy(() -> run(null, dir + "/Simpel.java"))
                .hasMessage("source file " + dir + "/Simpel.java not found in "
                        + Path.of("").toAbsolutePath());
        assertThatThrownBy(() -> run(null, dir + "/src/flows/Simpel"))
                .hasMessageEndingWith("; did you mean \"" + dir + "/src/flows/Simple.java\"?");
        assertThatThrownBy(() -> run(dir.toString(), "flows.Simple"))
                .hasMessageEndingWith("; did you mean \"" + dir + "/src/flows/Simple.java\"?");
    }

    @Test
    void a_jar_that_cannot_be_used_says_why() {
        Path jar = jar(null);
        Path text = TestSources.write(dir, "text.jar", "no zip");
        Path wrong = TestSources.jar(dir.resolve("classes"), dir.resolve("wrong.jar"), "flows.Gone");

        assertThatThrownBy(() -> run(null, dir + "/ap.jar"))
                .hasMessage("jar " + dir + "/ap.jar not found in " + Path.of("").toAbsolutePath() + "; did you mean \""
                        + dir + "/app.jar\"?");
        assertThatThrownBy(() -> run(null, text + "#flows.Simple")).hasMessageStartingWith(text + " is not a jar: ");
        assertThatThrownBy(() -> run(null, jar.toString()))
                .hasMessage(jar + " has no Dataflow-Class in its manifest: add it, or name the class, as in " + jar
                        + "#com.acme.Flows");
        assertThatThrownBy(() -> run(null, wrong.toString()))
                .hasMessage(
                        "the manifest of " + wrong + " says Dataflow-Class: flows.Gone, but no such class is in it");
        assertThatThrownBy(() -> run(null, jar + "#flows.Simplest"))
                .hasMessage("no class \"flows.Simplest\" in " + jar + "; did you mean \"flows.Simple\"?");
        assertThatThrownBy(() -> run(null, jar + "#"))
                .hasMessage("\"\" is not the name of a class to be found in " + jar);
    }

    @Test
    void a_class_that_cannot_be_loaded_says_why() throws IOException {
        Path classes = classes();
        Files.copy(classes.resolve("flows/Simple.class"), classes.resolve("Simple.class"));
        byte[] newer = Files.readAllBytes(classes.resolve("flows/Simple.class"));
        newer[7] = (byte) (44 + 99);
        Files.write(Files.createDirectories(classes.resolve("newer")).resolve("Simple.class"), newer);
        TestSources.write(classes, "broken/Simple.class", "no class");
        TestSources.write(dir, "sub/Base.java", "package sub; public class Base {}");
        TestSources.write(dir, "sub/Child.java", "package sub; public class Child extends Base {}");
        TestSources.compile(dir.resolve("sub"), classes);
        Files.delete(classes.resolve("sub/Base.class"));
        String cp = classes.toString();
        int java = Runtime.version().feature();

        assertThatThrownBy(() -> run(cp, "Simple"))
                .hasMessage(
                        "class Simple is really flows.Simple: ask for that, with the directory above its packages as class path");
        assertThatThrownBy(() -> run(cp, "newer.Simple"))
                .hasMessage("class newer.Simple was compiled for Java 99, and this is Java " + java
                        + ": run with Java 99 or newer, or compile with --release " + java);
        assertThatThrownBy(() -> run(cp, "broken.Simple"))
                .hasMessageStartingWith("class broken.Simple is not a proper class file: ");
        assertThatThrownBy(() -> run(cp, "sub.Child"))
                .hasMessage(
                        "class sub.Child needs class sub.Base, which is not on the class path; add what it is in with -cp");
    }

    @Test
    void a_source_file_that_does_not_compile_shows_the_places() {
        Path file = TestSources.write(dir, "Bad.java", "public class Bad {\n    int x = \"a\";\n    Strin y;\n}\n");
        Path misnamed = TestSources.write(dir, "Misnamed.java", "class Other {}");
        Path latin = dir.resolve("Latin.java");
        TestSources.write(dir, "elsewhere/Simple.java", SIMPLE);

        assertThatThrownBy(() -> run(null, file.toString()))
                .hasMessage(file + " does not compile: 2 errors\n    " + file
                        + ":3: cannot find symbol\n      symbol:   class Strin\n      location: class Bad\n    " + file
                        + ":2: incompatible types: java.lang.String cannot be converted to int");
        assertThatThrownBy(() -> run(null, misnamed.toString()))
                .hasMessage(misnamed + " has no class \"Misnamed\": the class of the flow is named like its file");
        assertThatThrownBy(() -> {
                    Files.write(latin, new byte[] {'/', '/', (byte) 0xe9, '\n'});
                    run(null, latin.toString());
                })
                .hasMessage("source file " + latin + " is not UTF-8 text");
        assertThatThrownBy(() -> run(dir.toString(), "elsewhere.Simple"))
                .hasMessage("module \"elsewhere.Simple\" not found: " + dir.resolve("elsewhere/Simple.java")
                        + " is there, but by its package it is \"flows.Simple\"");
    }

    @Test
    void what_the_getter_threw_is_shown_with_the_users_own_line() {
        Path file = TestSources.write(dir, "Throws.java", """
                public class Throws {
                    public static io.waxwing.Dataflow flow() {
                        return new io.waxwing.Dataflow("a.b");
                    }
                    public static io.waxwing.Dataflow missing() {
                        return new io.waxwing.Dataflow(java.util.List.of("x").get(3));
                    }
                }
                """);

        assertThatThrownBy(() -> run(null, file.toString()))
                .hasMessage(
                        "Throws:flow threw IllegalArgumentException: flow id \"a.b\" is malformed: it must not be empty "
                                + "nor have a dot or a blank in it\n    at Throws.flow(Throws.java:3)");
        assertThatThrownBy(() -> run(null, file + ":missing()"))
                .hasMessageContaining("IndexOutOfBoundsException")
                .hasMessageEndingWith("\n    at Throws.missing(Throws.java:6)");
    }

    @Test
    void a_flow_brings_its_own_version_of_a_library_of_the_runner() {
        TestSources.write(
                dir,
                "own/com/esotericsoftware/kryo/Kryo.java",
                "package com.esotericsoftware.kryo; public class Kryo { public static String version() { return \"own\"; } }");
        TestSources.write(dir, "own/flows/Own.java", """
                package flows;
                public class Own {
                    public static io.waxwing.Dataflow flow() {
                        org.slf4j.LoggerFactory.getILoggerFactory();
                        return new io.waxwing.Dataflow(com.esotericsoftware.kryo.Kryo.version());
                    }
                    public static io.waxwing.Dataflow netty() throws Exception {
                        return new io.waxwing.Dataflow(Class.forName("io.netty.buffer.ByteBuf").getName());
                    }
                }
                """);
        Path classes = TestSources.compile(dir.resolve("own"), dir.resolve("own-classes"));
        Path jar = TestSources.jar(classes, dir.resolve("own.jar"), "flows.Own");

        assertThat(run(null, jar.toString())).isEqualTo("own");
        assertThatThrownBy(() -> run(null, jar + ":netty()")).hasCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void a_copy_of_waxwing_among_the_flows_classes_does_no_harm() throws IOException {
        Path classes = classes();
        Path copy = Files.createDirectories(classes.resolve("io/waxwing")).resolve("Dataflow.class");
        try (var own = io.waxwing.Dataflow.class.getResourceAsStream("Dataflow.class")) {
            Files.copy(own, copy);
        }
        TestSources.write(
                dir,
                "user/Inside.java",
                "package io.waxwing.users; public class Inside { public static final io.waxwing.Dataflow flow = "
                        + "new io.waxwing.Dataflow(\"inside\"); }");
        TestSources.compile(dir.resolve("user"), classes);

        assertThat(run(classes.toString(), "flows.Simple")).isEqualTo("simple");
        assertThat(run(classes.toString(), "io.waxwing.users.Inside")).isEqualTo("inside");
    }
}
