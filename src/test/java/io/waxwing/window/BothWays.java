package io.waxwing.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.testing.LogicHarness;
import java.time.Duration;

/** One step done in two ways, which are given the same and must emit the same. */
record BothWays<V>(LogicHarness<V> quick, LogicHarness<V> slow) {
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
}
