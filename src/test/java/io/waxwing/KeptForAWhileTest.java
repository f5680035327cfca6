package io.waxwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waxwing.operator.KeyValue;
import io.waxwing.testing.Dedup;
import io.waxwing.testing.LogicHarness;
import io.waxwing.testing.ManualClock;
import io.waxwing.testing.TestRunner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code collect}, {@code enrichCached} and logics with a clock keep for some time: how long, to the nanosecond. */
class KeptForAWhileTest {
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration SIX = Duration.ofSeconds(6);
    private static final Duration NANO = Duration.ofNanos(1);

    private static LogicHarness<Integer> collecting(int size, Duration timeout) {
        return LogicHarness.of(keyed -> keyed.collect("collect", size, timeout));
    }

    @Test
    void the_timeout_of_collect_counts_from_the_last_value() {
        var harness = collecting(5, TEN)
                .value("k", 1)
                .pass(SIX)
                .value("k", 2)
                .pass(SIX)
                .value("k", 3);

        assertThat(harness.pass(TEN.minus(NANO)).check()).isEmpty();
        assertThat(harness.pass(NANO).check().get("k")).containsExactly(List.of(1, 2, 3));
        assertThat(harness.keysLeft()).isZero();
    }

    @Test
    void collect_emits_a_list_that_is_full_at_once_and_counts_anew() {
        var harness = collecting(2, TEN)
                .value("k", 1)
                .pass(SIX)
                .value("k", 2)
                .value("k", 3)
                .pass(SIX);

        assertThat(harness.check().get("k")).containsExactly(List.of(1, 2));
        assertThat(harness.pass(SIX).check().get("k")).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void collect_without_a_timeout_emits_the_rest_at_the_end() {
        var harness =
                collecting(5, ChronoUnit.FOREVER.getDuration()).value("k", 1).pass(Duration.ofDays(10_000));

        assertThat(harness.check()).isEmpty();
        assertThat(harness.end().check().get("k")).containsExactly(List.of(1));
    }

    /** What is looked up for values of one key, each pair of them so far apart. */
    private static List<String> lookedUp(Duration ttl, Duration... apart) {
        List<String> loads = new ArrayList<>();
        TestRunner.of(() -> {
                    TestingSource<Integer> source = TestingSource.of(0);
                    for (int i = 0; i < apart.length; i++) {
                        source = source.pause(apart[i]).then(i + 1);
                    }
                    return new Dataflow("cached")
                            .input("in", source)
                            .enrichCached(
                                    "enrich",
                                    n -> "k",
                                    key -> {
                                        loads.add(key);
                                        return loads.size();
                                    },
                                    ttl,
                                    KeyValue::of)
                            .output("out", new TestingSink<>());
                })
                .time(ManualClock.at(Instant.parse("2026-01-01T00:00:00Z")))
                .run();
        return loads;
    }

    @Test
    void a_look_up_is_good_until_its_time_is_over_that_instant_included() {
        assertThat(lookedUp(TEN, TEN)).hasSize(1);
        assertThat(lookedUp(TEN, TEN, NANO)).hasSize(2);
        assertThat(lookedUp(TEN, SIX, SIX)).as("not from its last use on").hasSize(2);
    }

    @Test
    void a_look_up_may_be_good_for_ever() {
        assertThat(lookedUp(ChronoUnit.FOREVER.getDuration(), Duration.ofHours(1)))
                .hasSize(1);
    }

    @Test
    void values_are_joined_with_what_is_looked_up_and_keep_their_keys() {
        List<Integer> loads = new ArrayList<>();
        var out = new TestingSink<KeyValue<String, String>>();
        TestRunner.of(() -> new Dataflow("cached")
                        .input(
                                "in",
                                TestingSource.of(1, 2, 3)
                                        .pause(TEN)
                                        .then(5)
                                        .pause(NANO)
                                        .then(7))
                        .keyOn("key", n -> "k" + n)
                        .enrichCached(
                                "enrich",
                                n -> n % 2,
                                parity -> {
                                    loads.add(parity);
                                    return parity == 0 ? "even" : "odd";
                                },
                                TEN,
                                (n, name) -> n + " is " + name)
                        .output("out", out))
                .run();

        assertThat(out.items())
                .extracting(KeyValue::toString)
                .containsExactly("k1=1 is odd", "k2=2 is even", "k3=3 is odd", "k5=5 is odd", "k7=7 is odd");
        assertThat(loads).containsExactly(1, 0, 1);
    }

    @Test
    void a_look_up_that_is_never_good_is_refused_with_its_step() {
        var in = new Dataflow("cached").input("in", TestingSource.of(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> in.enrichCached("e", n -> n, n -> n, Duration.ZERO, Integer::sum))
                .withMessage("ttl of step \"e\" must be more than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> in.keyOn("key", n -> n).enrichCached("e", n -> n, n -> n, Duration.ZERO, Integer::sum))
                .withMessage("ttl of step \"e\" must be more than zero: PT0S");
    }

    /** What is looked up of these keys at these seconds, with ten to live. */
    private static List<String> lookedUpAt(List<String> keys, List<Integer> seconds) {
        var clock = ManualClock.at(Instant.EPOCH);
        List<String> loads = new ArrayList<>();
        TestingSource<Integer> source = TestingSource.of();
        for (int i = 0; i < keys.size(); i++) {
            source = source.then(i);
        }
        var flow = new Dataflow("test");
        flow.input("in", source)
                .enrichCached(
                        "e",
                        n -> {
                            clock.advance(Duration.between(clock.instant(), Instant.ofEpochSecond(seconds.get(n))));
                            return keys.get(n);
                        },
                        key -> {
                            loads.add(key + " at " + clock.instant().getEpochSecond());
                            return key;
                        },
                        TEN,
                        (n, key) -> key)
                .output("out", new TestingSink<>());
        TestRunner.of(() -> flow).time(clock).run();
        return loads;
    }

    @Test
    void a_look_up_is_not_good_for_longer_when_the_clock_goes_back() {
        assertThat(lookedUpAt(List.of("a", "b", "a", "b", "a"), List.of(3600, 0, 6, 20, 3600)))
                .containsExactly("a at 3600", "b at 0", "a at 6", "b at 20", "a at 3600");
        assertThat(lookedUpAt(List.of("a", "b", "c", "c", "c"), List.of(90, 95, 92, 104, 106)))
                .containsExactly("a at 90", "b at 95", "c at 92", "c at 104");
    }

    @Test
    void a_logic_that_is_made_with_the_clock_knows_the_time_in_a_harness() {
        var harness = LogicHarness.<String>of(keyed -> keyed.statefulTimed("dedup", time -> new Dedup<>(time, TEN)))
                .value("k", "first")
                .pass(TEN.minus(NANO))
                .value("k", "again");

        assertThat(harness.check().get("k")).containsExactly("first");
        assertThat(harness.keysLeft()).isOne();
        assertThat(harness.pass(NANO).keysLeft()).isZero();
        assertThat(harness.value("k", "later").check().get("k")).containsExactly("first", "later");
    }

    @Test
    void a_logic_that_is_made_with_the_clock_knows_the_time_in_a_flow() {
        var out = new TestingSink<String>();

        TestRunner.of(() -> new Dataflow("dedup")
                        .input(
                                "in",
                                TestingSource.of("first", "again")
                                        .pause(SIX)
                                        .then("again")
                                        .pause(SIX)
                                        .then("later", "again"))
                        .keyOn("key", word -> "k")
                        .statefulTimed("dedup", time -> new Dedup<String>(time, TEN))
                        .keyRm("values")
                        .output("out", out))
                .time(ManualClock.at(Instant.parse("2026-01-01T00:00:00Z")))
                .run();

        assertThat(out.items()).containsExactly("first", "later");
    }
}
