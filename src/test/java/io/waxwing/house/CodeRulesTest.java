package io.waxwing.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shape of the code: sizes, names, and what only one place may do. */
class CodeRulesTest {
    private static final int MOST_LINES = 500;
    private static final int MOST_PARAMETERS = 6;
    private static final Set<String> FACADES = Set.of("DataStream.java", "KeyedStream.java");

    private static JavaClasses production;

    @BeforeAll
    static void read() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.waxwing");
    }

    @Test
    void no_file_is_longer_than_500_lines() throws IOException {
        assertThat(sources("src", "examples"))
                .filteredOn(file -> !FACADES.contains(file.getFileName().toString()))
                .filteredOn(file -> lines(file) > MOST_LINES)
                .isEmpty();
    }

    @Test
    void half_of_the_files_have_at_most_100_lines() throws IOException {
        var sizes = sources("src/main").stream()
                .mapToInt(CodeRulesTest::lines)
                .sorted()
                .toArray();
        assertThat(sizes[sizes.length / 2]).isLessThanOrEqualTo(100);
    }

    @Test
    void every_package_says_what_it_is_for() throws IOException {
        assertThat(sources("src/main").stream().map(Path::getParent).distinct())
                .isNotEmpty()
                .allSatisfy(directory ->
                        assertThat(directory.resolve("package-info.java")).exists());
    }

    @Test
    void no_class_is_called_after_nothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?")
                .check(production);
    }

    @Test
    void constructors_have_at_most_six_parameters() {
        assertThat(production)
                .filteredOn(type -> !type.isRecord() && !type.isAnonymousClass() && !type.isLocalClass())
                .allSatisfy(type -> assertThat(type.getConstructors())
                        .as(type.getName())
                        .allSatisfy(constructor -> assertThat(
                                        constructor.getRawParameterTypes().size() - added(type))
                                .isLessThanOrEqualTo(MOST_PARAMETERS)));
    }

    /** How many parameters the compiler adds: the enclosing object, or name and place of an enum's constant. */
    private static int added(JavaClass type) {
        if (type.isEnum()) {
            return 2;
        }
        return type.isInnerClass() && !type.getModifiers().contains(JavaModifier.STATIC) ? 1 : 0;
    }

    @Test
    void only_the_command_line_prints_or_exits() {
        var elsewhere = noClasses().that().resideOutsideOfPackage("io.waxwing.cli");
        elsewhere.should().accessField(System.class, "out").check(production);
        elsewhere.should().callMethod(System.class, "exit", int.class).check(production);
        elsewhere.should().callMethod(Runtime.class, "exit", int.class).check(production);
        elsewhere.should().callMethod(Runtime.class, "halt", int.class).check(production);
        elsewhere.should().callMethod(Throwable.class, "printStackTrace").check(production);
        elsewhere
                .and()
                .doNotHaveSimpleName("Inspection") // what inspect() does
                .should()
                .accessField(System.class, "err")
                .check(production);
    }

    @Test
    void there_is_no_static_state() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(production);
    }

    @Test
    void nobody_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(production);
    }

    private static List<Path> sources(String... directories) throws IOException {
        var files = new ArrayList<Path>();
        for (var directory : directories) {
            try (Stream<Path> tree = Files.walk(Path.of(directory))) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
