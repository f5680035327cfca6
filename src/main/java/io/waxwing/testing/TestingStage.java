package io.waxwing.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A piece of what a {@link TestingSource} does. */
sealed interface TestingStage<T> {
    /** Emits items; each counts as one position. The other stages count as one. */
    record Items<T>(Iterable<? extends T> items) implements TestingStage<T> {}

    /** Ends this execution's input. */
    record Eof<T>() implements TestingStage<T> {}

    /** Throws, unless it has already. */
    record Abort<T>(AtomicBoolean happened) implements TestingStage<T> {}

    /** Waits. */
    record Pause<T>(Duration duration) implements TestingStage<T> {}
}
