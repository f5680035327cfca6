package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.testing.LogicHarness;
import java.time.Duration;

/** One step done in two ways, which are given the same and must emit the same. */
record BothWays<V>(LogicHarness<V> quick, LogicHarness<V> slow) {
    private static final String REFUSED = "refused: ";

    void value(Object key, V value) {
        quick.value(key, value);
        slow.value(key, value);
    }

    void pass(Duration time) {
        quick.pass(time);
        slow.pass(time);
    }

    void endAndCompare(String description, Object... arguments) {
        quick.end();
        slow.end();
        assertThat(quick.check()).as(description, arguments).isEqualTo(slow.check());
        assertThat(quick.keysLeft()).as(description, arguments).isZero();
        assertThat(slow.keysLeft()).as(description, arguments).isZero();
    }

    /**
     * The same, where values may be refused because their windows have no number.
     *
     * @return whether none was
     */
    boolean endAndCompareAnswers(String description, Object... arguments) {
        quick.end();
        slow.end();
        String answer = answer(slow);
        assertThat(answer(quick)).as(description, arguments).isEqualTo(answer);
        return !answer.startsWith(REFUSED);
    }

    private static <V> String answer(LogicHarness<V> harness) {
        try {
            return harness.check().toString();
        } catch (AssertionError e) {
            if (!(e.getCause() instanceof ArithmeticException)) {
                throw e;
            }
            return REFUSED + e.getCause().getMessage();
        }
    }
}
