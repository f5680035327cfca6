package io.waxwing.window;

import io.waxwing.Join;
import io.waxwing.operator.JoinInsertMode;
import io.waxwing.operator.JoinSide;
import io.waxwing.testing.LogicHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Final joins that keep one value of each side against joins as logics that are given values in order, on random values; both with all of {@link LogicHarness}. */
class FinalJoinTest {
    /** A value with a timestamp. */
    record Reading(Instant at, int number) {}

    /** A join. */
    private record Kind(JoinInsertMode insert, int sides, boolean ordered, Windower windower) {
        static Kind of(SplittableRandom random) {
            Duration length = Duration.ofSeconds(1 + random.nextInt(30));
            Duration offset =
                    random.nextBoolean() ? length : Duration.ofSeconds(1 + random.nextInt((int) length.toSeconds()));
            return new Kind(
                    random.nextBoolean() ? JoinInsertMode.FIRST : JoinInsertMode.LAST,
                    1 + random.nextInt(4),
                    random.nextInt(4) != 0,
                    Windower.sliding(length, offset).alignTo(Instant.EPOCH));
        }

        LogicHarness<Object> by(WindowClock<JoinSide> clock) {
            return LogicHarness.<Object>of(keyed -> Join.all(Collections.nCopies(sides, keyed))
                            .insert(insert)
                            .window(clock, windower)
                            .ordered(ordered)
                            .emitFinal("step"))
                    .startAt(Instant.EPOCH);
        }
    }

    @Test
    void both_ways_emit_the_same() {
        for (long seed = 1; seed <= 1000; seed++) {
            var random = new SplittableRandom(seed);
            var kind = Kind.of(random);
            EventClock<JoinSide> event =
                    EventClock.of(side -> ((Reading) side.value()).at, Duration.ofSeconds(random.nextInt(30)));
            // a value of each side, and a logic for a clock of which nothing is known
            var both = new BothWays<>(kind.by(event), kind.by(event::build));
            int events = 1 + random.nextInt(25);
            long time = 0;
            for (int i = 0; i < events; i++) {
                if (random.nextInt(8) == 0) {
                    both.pass(Duration.ofSeconds(1 + random.nextInt(30)));
                    continue;
                }
                time += random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(3);
                var reading = new Reading(Instant.ofEpochSecond(time - random.nextInt(12)), i); // many of one timestamp
                var value = new JoinSide(random.nextInt(kind.sides), reading);
                String key = random.nextInt(5) == 0 ? "b" : "a";
                both.value(key, value);
            }

            both.endAndCompare("seed %d: %s", seed, kind);
        }
    }
}
