package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.Dataflow;
import io.waxwing.text.Shown;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is typed: a public static member that gives a dataflow is asked, or the text is refused. Nothing else is run. */
class GetterFuzzTest {
    private static final int STRINGS = 10_000;
    private static final List<String> SEEDS = List.of(
            "M:flow",
            "M:flow()",
            "M:flow('a', 1, -2.5, true, null, [1, [2]], {'k': 'v', 2: []})",
            "M:danger",
            "M:danger()",
            "M:danger('x')",
            "M:getDanger()",
            "M:exit(1)",
            "M:hidden()",
            "M:instance()",
            "M:flow(danger())",
            "M:flow(Canary.danger())",
            "M:flow().danger()",
            "M:flow(__import__('os').system('x'))",
            "M:flow(new Canary())",
            "M:flow(${danger()}, `danger`, $(danger))",
            "M:flow(a='b')",
            "C:\\dir\\M.java:flow('\\u0041\\x41')",
            "a/b.jar#c.D:flow(0xff, 1_000L, .5e-3)");
    private static final String ALPHABET =
            "M:flowdanger()[]{}'\"\\,.=+-_0123456789eELxXu \t\n\u0000\u001b\u202e\u00e9${}`#!;*/";

    @Test
    void no_text_runs_anything_but_a_public_static_member_that_gives_a_dataflow() {
        Random random = new Random(17);
        int given = 0;
        for (int i = 0; i < STRINGS; i++) {
            String text = i < SEEDS.size() ? SEEDS.get(i) : mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
            try {
                GetterString parsed = GetterString.parse(text);
                assertThat(DataflowGetter.get(Canary.class, parsed.getter())).isNotNull();
                given++;
            } catch (CliException refused) {
                assertThat(refused.exitCode()).as(Shown.quoted(text)).isEqualTo(ExitCode.USAGE);
                assertThat(refused.getMessage().chars().allMatch(c -> c == '\n' || Shown.isPlain((char) c)))
                        .as(Shown.quoted(text))
                        .isTrue();
            }
        }
        assertThat(given).as("strings that gave a dataflow").isBetween(100, STRINGS / 2);
    }

    private static String mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.replace(Math.min(at, text.length() - 1), Math.min(at + 1, text.length()), "" + c);
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            }
            if (text.isEmpty()) {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Fails the test when anything in it is reached that must not be. */
    public static class Canary {
        public static Dataflow flow(Object... any) {
            return new Dataflow("flow");
        }

        public static String danger(Object... any) {
            throw new AssertionError("a method that gives no dataflow was called");
        }

        public static Object getDanger() {
            throw new AssertionError("a method that gives no dataflow was called");
        }

        public static void exit(int code) {
            throw new AssertionError("a method that gives no dataflow was called");
        }

        static Dataflow hidden(Object... any) {
            throw new AssertionError("a method that is not public was called");
        }

        public Dataflow instance(Object... any) {
            throw new AssertionError("a method that is not static was called");
        }
    }
}
