package io.waxwing.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void what_would_break_or_steer_the_line_is_escaped_and_the_rest_is_kept() {
        assertThat(Shown.of("grün \"a\"\n\r\t\u001b[2J\u0085\u202e\u2028\u2029\u200b"))
                .isEqualTo("grün \"a\"\\n\\r\\t\\u001b[2J\\u0085\\u202e\\u2028\\u2029\\u200b");
        assertThat(Shown.of("日本 \ud83d\ude00")).isEqualTo("日本 \ud83d\ude00");
        assertThat(Shown.of(null)).isEqualTo("null");
    }

    @Test
    void what_is_cut_off_says_so_also_where_only_escapes_made_it_long() {
        assertThat(Shown.of("x".repeat(128))).isEqualTo("x".repeat(128));
        assertThat(Shown.of("x".repeat(129))).isEqualTo("x".repeat(128) + "... (129 characters)");
        assertThat(Shown.of("\n".repeat(100))).isEqualTo("\\n".repeat(64) + "... (100 characters)");
        assertThat(Shown.of("abc", 2)).isEqualTo("ab... (3 characters)");
    }

    @Test
    void an_object_whose_text_fails_is_told_by_its_type() {
        assertThat(Shown.of(new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("no text");
                    }
                }))
                .isEqualTo("a io.waxwing.text.ShownTest$1 whose toString failed");
    }

    @Test
    void an_object_may_have_no_text_and_an_array_has_that_of_what_is_in_it() {
        assertThat(Shown.of(new Object() {
                    @Override
                    public String toString() {
                        return null;
                    }
                }))
                .isEqualTo("null");
        assertThat(Shown.of(new String[] {"a", "b"})).isEqualTo("[a, b]");
    }

    @Test
    void a_line_has_room_for_more_and_what_went_wrong_has_at_least_a_name() {
        assertThat(Shown.quoted("x".repeat(300))).isEqualTo("\"" + "x".repeat(200) + "... (300 characters)\"");
        assertThat(Shown.line("x".repeat(10_000))).hasSizeLessThan(600).endsWith("x... (10000 characters)");
        assertThat(Causes.inWords(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Causes.inWords(new IllegalStateException("a\nb"))).isEqualTo("a\\nb");
    }
}
