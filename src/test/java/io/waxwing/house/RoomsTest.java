package io.waxwing.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may use which: the arrows of the architecture. */
class RoomsTest {
    private static final String ROOT = "io.waxwing";

    /** Each package and what it may use, lowest first. The empty name is the root package. */
    private static final Map<String, List<String>> ARROWS = arrows();

    private static JavaClasses production;

    private static Map<String, List<String>> arrows() {
        var arrows = new LinkedHashMap<String, List<String>>();
        arrows.put("text", List.of());
        arrows.put("time", List.of());
        arrows.put("function", List.of());
        arrows.put("operator", List.of("function"));
        arrows.put("keyed", List.of());
        arrows.put("window", List.of("keyed", "operator", "function"));
        arrows.put("connector", List.of("time", "operator", "function"));
        arrows.put("", List.of("window", "connector", "operator", "function"));
        arrows.put("chain", List.of("text", "keyed", "window", "connector", "operator", "function"));
        arrows.put("plan", below("", arrows));
        arrows.put("exchange", below("chain", arrows));
        arrows.put("serde", List.of("text", "", "connector", "operator", "function"));
        arrows.put("mesh", List.of("text", "time", "exchange", "serde"));
        arrows.put("recovery", List.of("text", "time", "connector"));
        arrows.put("runtime", all(arrows));
        var belowCli = all(arrows);
        arrows.put("cli", belowCli);
        arrows.put("testing", belowCli);
        return arrows;
    }

    private static List<String> below(String room, Map<String, List<String>> arrows) {
        var rooms = new ArrayList<>(arrows.get(room));
        rooms.add(room);
        return rooms;
    }

    private static List<String> all(Map<String, List<String>> arrows) {
        return List.copyOf(arrows.keySet());
    }

    @BeforeAll
    static void read() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    static Set<String> rooms() {
        return ARROWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_package_uses_only_those_below_it(String room) {
        var allowed = below(room, ARROWS).stream().map(RoomsTest::packageOf).collect(Collectors.toSet());
        var forbidden = ARROWS.keySet().stream()
                .map(RoomsTest::packageOf)
                .filter(name -> !allowed.contains(name))
                .toArray(String[]::new);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
        rule.check(production);
    }

    @Test
    void every_package_has_its_arrows() {
        var there = production.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    @Test
    void each_library_is_known_to_one_package() {
        onlyKnownTo("mesh", "io.netty..");
        onlyKnownTo("serde", "com.esotericsoftware..");
        onlyKnownTo("cli", "picocli..");
        onlyKnownTo("cli", "ch.qos.logback..");
        onlyKnownTo("connector", "de.siegmar..");
        onlyKnownTo("recovery", "org.sqlite..");
        onlyKnownTo("recovery", "java.sql..");
    }

    private static void onlyKnownTo(String room, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(production);
    }

    @Test
    void the_api_uses_only_the_jdk_and_annotations_of_others() {
        classes()
                .that()
                .resideInAnyPackage(
                        packageOf(""),
                        packageOf("function"),
                        packageOf("operator"),
                        packageOf("window"),
                        packageOf("plan"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.waxwing..", "org.jspecify.annotations..")
                .check(production);
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? ROOT : ROOT + "." + room;
    }
}
