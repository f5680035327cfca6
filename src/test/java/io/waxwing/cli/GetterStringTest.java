package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.text.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetterStringTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "com.acme.Flows | com.acme.Flows | flow | false",
                "com.acme.Flows:flow | com.acme.Flows | flow | false",
                "com.acme.Flows:other | com.acme.Flows | other | false",
                "com.acme.Flows:flow() | com.acme.Flows | flow | true",
                "examples/Simple.java:get_flow('/tmp/file') | examples/Simple.java | get_flow | true",
                "C:\\flows\\Simple.java:flow | C:\\flows\\Simple.java | flow | false",
                "C:\\flows\\Simple.java | C:\\flows\\Simple.java | flow | false",
                "C:/flows/Simple.java | C:/flows/Simple.java | flow | false",
                "a:b/Simple.java:flow('c:d', 'e:f(') | a:b/Simple.java | flow | true",
                "target/app.jar#com.acme.Flows:flow | target/app.jar#com.acme.Flows | flow | false",
                "target/app.jar!com.acme.Flows | target/app.jar!com.acme.Flows | flow | false",
                "Flows: flow ( 1 ) | Flows | flow | true",
            })
    void module_and_getter_are_split_at_the_first_colon_whose_rest_reads_as_a_getter(
            String text, String module, String name, boolean call) {
        GetterString parsed = GetterString.parse(text);

        assertThat(parsed.module()).isEqualTo(module);
        assertThat(parsed.getter().name()).isEqualTo(name);
        assertThat(parsed.getter().call()).isEqualTo(call);
    }

    @Test
    void literals_have_the_values_of_java_and_of_python() {
        assertThat(arguments("'a', \"b\", 'it''s'".replace("''", "\\'"))).containsExactly("a", "b", "it's");
        assertThat(arguments("1, -7, +3, 1_000, 0xff, -0x10, 0")).containsExactly(1, -7, 3, 1000, 255, -16, 0);
        assertThat(arguments("1L, 2147483648, -2147483648, -2147483649, 9223372036854775807, 0xFFL"))
                .containsExactly(1L, 2147483648L, -2147483648, -2147483649L, Long.MAX_VALUE, 255L);
        assertThat(arguments("1.5, -.5, 2., 1e3, -2.5E-1, 1_0.5")).containsExactly(1.5, -.5, 2., 1e3, -.25, 10.5);
        assertThat(arguments("true, false, True, False")).containsExactly(true, false, true, false);
        assertThat(arguments("null, None")).containsExactly(null, null);
        assertThat(arguments("[], [1, 'a', [2.5, null]]")).isEqualTo(List.of(List.of(), nested()));
        assertThat(arguments("{}, {'a': 1, 2: [true]}")).isEqualTo(List.of(Map.of(), Map.of("a", 1, 2, List.of(true))));
        assertThat(arguments("'\\n\\t\\\\\\x41\\u00e9\\0'")).containsExactly("\n\t\\A\u00e9\0");
        assertThat(arguments("")).isEmpty();
    }

    private static List<Object> nested() {
        return Arrays.asList(1, "a", Arrays.asList(2.5, null));
    }

    private static List<Object> arguments(String literals) {
        return GetterString.parse("M:f(" + literals + ")").getter().arguments().stream()
                .map(Literal::plain)
                .toList();
    }

    @Test
    void a_refusal_shows_the_text_and_a_caret_under_the_place() {
        assertThatThrownBy(() -> GetterString.parse("examples.WordCount:flow(path='x')"))
                .isInstanceOf(CliException.class)
                .hasMessage("""
                        keyword arguments are not taken: give the values alone, in the method's order
                            examples.WordCount:flow(path='x')
                                                    ^""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "M:f(x) | expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got the name \"x\" | 4",
                "M:f(1 2) | expected , or ) after an argument, got \"2\" | 6",
                "M:f(1,) | expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got \")\" | 6",
                "M:f(1 | expected , or ) after an argument, got the end | 5",
                "M:f( | expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got the end | 4",
                "M:f(1)) | expected nothing after the call, got \")\" | 6",
                "M:f().g() | expected nothing after the call, got \".\" | 5",
                "M:a.b | expected nothing after the name, got \".\" | 3",
                "M:2f | expected the name of a field or method after the colon, got \"2\" | 2",
                "M: | expected the name of a field or method after the colon, got the end | 2",
                "M:f(1+2) | expected , or ) after an argument, got \"+\" | 5",
                "M:f(-x) | expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got \"-\" | 4",
                "M:f('a) | this string is not closed: expected another ' | 4",
                "M:f('\\q') | unknown escape in a string; a backslash itself is written twice, or use forward slashes | 5",
                "M:f('\\u12') | expected 4 hexadecimal digits after this | 5",
                "M:f(012) | a number must not start with 0 | 4",
                "M:f(1__) | this is not a number | 4",
                "M:f(1.2.3) | this is not a number | 4",
                "M:f(12abc) | this is not a number | 4",
                "M:f(0x) | this is not a number | 4",
                "M:f(9223372036854775808) | this number is too large for a long | 4",
                "M:f(1e999) | this number is too large for a double | 4",
                "M:f([1, 2) | expected , or ] after an item of the list, got \")\" | 9",
                "M:f({1}) | expected : after the key of a map, got \"}\" | 6",
                "M:f({1: 2, 1: 3}) | this key is in the map already | 11",
                "M:f({[]: 2}) | the key of a map must be a string, a number, a boolean or null | 5",
                "M:f(lambda: 1) | expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got the name \"lambda\" | 4",
                "M:f(f'x') | expected a literal ('text', 1, 2.5, true, null, [..] or {..}), got the name \"f\" | 4",
                ":flow | expected a module: a class, a .java file or a jar | 0",
                "C:\\x\\M.java:2f | expected the name of a field or method after the colon, got \"2\" | 12",
            })
    void what_is_no_getter_is_refused_with_what_was_expected_there(String text, String problem, int column) {
        assertThatThrownBy(() -> GetterString.parse(text))
                .isInstanceOf(CliException.class)
                .hasMessage(problem + "\n    " + text + "\n    " + " ".repeat(column) + "^");
    }

    @Test
    void nesting_has_a_limit() {
        assertThatThrownBy(() -> GetterString.parse("M:f(" + "[".repeat(100_000)))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("lists and maps may be nested 50 deep");
    }

    @Test
    void a_long_text_is_cut_around_the_place() {
        String text = "M:f('" + "a".repeat(500) + "' x, '" + "b".repeat(500) + "')";

        assertThatThrownBy(() -> GetterString.parse(text)).satisfies(refused -> {
            String[] lines = refused.getMessage().split("\n");
            assertThat(lines[1]).hasSizeLessThan(120).startsWith("    ...aaa").endsWith("bbb...");
            assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('x');
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"M:f('\u001b[2J', x)", "M:f('\u202e', x)", "M:f(\u0007)"})
    void terminal_escapes_do_not_get_through(String text) {
        assertThatThrownBy(() -> GetterString.parse(text)).message().matches(message -> message.chars()
                .allMatch(c -> c == '\n' || Shown.isPlain((char) c)));
    }
}
