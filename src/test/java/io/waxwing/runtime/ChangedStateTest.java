package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.Dataflow;
import io.waxwing.operator.KeyValue;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.serde.CompiledClasses;
import io.waxwing.testing.AbortExecution;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windower;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flow whose class of states is another one when it goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChangedStateTest {
    private static final String ADDS = " implements java.util.function.LongUnaryOperator"
            + " { public long applyAsLong(long n) { return count[0] += n; } %s }";
    private static final String RECORD = "record State(%s)" + ADDS;

    @TempDir
    Path dir;

    private int version;

    private static String plain(String fields) {
        return "class State" + ADDS.formatted(fields);
    }

    private CompiledClasses compiled(String source) throws Exception {
        return CompiledClasses.of(dir.resolve("v" + version++), "State", source);
    }

    /** Runs through the first so many values, from where the last run was; what the states looked like behind each. */
    private List<String> run(CompiledClasses classes, int values, int workers) throws Exception {
        var sink = new TestingSink<KeyValue<String, String>>();
        var flow = new Dataflow("shop");
        flow.inputKeyed("in", TestingSource.from(Collections.nCopies(values, KeyValue.of("till", 5L))))
                .statefulMap(
                        "keep",
                        () -> (LongUnaryOperator) classes.makeEmpty("State"),
                        (state, value) -> state.applyAsLong(value) + " " + state)
                .output("out", sink);
        Runner.run(
                flow,
                RunConfig.workers(workers)
                        .withFlowLoader(classes)
                        .withRecovery(RecoveryConfig.of(dir.resolve("store"))));
        return sink.items().stream().map(KeyValue::value).toList();
    }

    @Test
    void a_record_that_got_components_goes_on_with_zero_and_null_in_them() throws Exception {
        String text = " State() { this(%s); } public String toString() { return \"%s\" + %s; }";
        run(compiled(RECORD.formatted("long[] count", text.formatted("new long[1]", "old", "1"))), 2, 2);
        CompiledClasses now = compiled(RECORD.formatted(
                "String name, long[] count, int more, Double rate",
                text.formatted("\"new\", new long[1], 7, 0.5", "", "name + more + rate")));

        assertThat(run(now, 3, 1)).containsExactly("15 null0null");
        assertThat(run(now, 4, 3)).containsExactly("20 null0null");
    }

    @Test
    void an_object_that_got_fields_has_in_them_what_its_constructor_sets() throws Exception {
        run(compiled(plain("long[] count = new long[1];")), 2, 1);
        CompiledClasses now = compiled(
                plain(
                        "long[] count = new long[1]; String a = \"fresh\"; int z = 3; public String toString() { return a + z; }"));
        assertThat(run(now, 3, 2)).containsExactly("15 fresh3");

        CompiledClasses later = compiled(plain("long[] count = new long[1]; String a = \"fresh\"; int z = 4; boolean b;"
                + " public String toString() { return a + z + b; }"));
        assertThat(run(later, 4, 1)).containsExactly("20 fresh3false");
    }

    @Test
    void a_constructor_that_does_not_take_null_is_said_so() throws Exception {
        run(compiled(RECORD.formatted("long[] count", "State() { this(new long[1]); }")), 1, 1);
        CompiledClasses now = compiled(RECORD.formatted(
                "long[] count, String name",
                "State() { this(new long[1], \"\"); } State { java.util.Objects.requireNonNull(name, \"name\"); }"));
        assertThatThrownBy(() -> run(now, 2, 1))
                .hasMessageContaining(
                        "record State has got fields since it was saved, and its constructor does not take zero"
                                + " or null for them: java.lang.NullPointerException: name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long[] count = new long[1]; int a = 1; | long[] count = new long[1]; | field \"int a\" is gone",
                "long[] count = new long[1]; int a = 1; | long[] count = new long[1]; long a = 1; | field \"int a\" is \"long a\" now",
                "long[] count = new long[1]; int a = 1; | long[] count = new long[1]; int b = 1; | field \"int a\" is gone, field \"int b\" is new",
            })
    void what_is_not_just_more_is_refused_by_step_key_class_and_field(String before, String after, String why)
            throws Exception {
        run(compiled(plain(before)), 1, 1);
        CompiledClasses now = compiled(plain(after));
        assertThatThrownBy(() -> run(now, 2, 1))
                .hasMessageContaining("step \"shop.keep\" (worker 0, epoch 2, key \"till\")")
                .hasMessageContaining(
                        "the saved state of key \"till\" cannot be read: class State has changed since it was"
                                + " saved: " + why
                                + "; fields may be added, but not renamed, removed, moved or given another type");
        CompiledClasses again = compiled(plain(before)); // nothing was lost by the attempt
        assertThat(run(again, 2, 1)).hasSize(1).first().asString().startsWith("10 ");
    }

    @Test
    void components_that_changed_places_are_refused() throws Exception {
        run(compiled(RECORD.formatted("long[] count, int a, int b", "State() { this(new long[1], 1, 2); }")), 1, 1);
        CompiledClasses now =
                compiled(RECORD.formatted("long[] count, int b, int a", "State() { this(new long[1], 1, 2); }"));
        assertThatThrownBy(() -> run(now, 2, 1))
                .hasMessageContaining(
                        "its fields were [long[] count, int a, int b] and are [long[] count, int b, int a]");
    }

    @Test
    void a_state_of_another_class_is_said_to_be_a_saved_one() throws Exception {
        Dataflow lists = new Dataflow("shop");
        lists.inputKeyed("in", TestingSource.from(List.of(KeyValue.of("till", 5L))))
                .statefulMap("keep", ArrayList<Long>::new, List::add)
                .output("out", new TestingSink<>());
        Dataflow maps = new Dataflow("shop");
        maps.inputKeyed("in", TestingSource.from(Collections.nCopies(2, KeyValue.of("till", 5L))))
                .statefulMap("keep", HashMap<Long, Long>::new, (map, value) -> map.merge(value, 1L, Long::sum))
                .output("out", new TestingSink<>());
        var config = RunConfig.workers(1).withRecovery(RecoveryConfig.of(dir.resolve("store")));
        Runner.run(lists, config);

        assertThatThrownBy(() -> Runner.run(maps, config))
                .hasMessageContaining("shop.keep")
                .hasMessageContaining("key \"till\"")
                .hasMessageContaining("ClassCastException: class java.util.ArrayList cannot be cast")
                .hasMessageContaining("this step has state that an earlier execution saved");
    }

    @Test
    void a_state_that_a_logic_cannot_take_in_is_said_to_be_a_saved_one() throws Exception {
        var config = RunConfig.workers(1)
                .withEpochInterval(Duration.ZERO)
                .withRecovery(RecoveryConfig.of(dir.resolve("store")));
        Dataflow first = windows(Windower.tumbling(Duration.ofSeconds(10)));
        assertThatThrownBy(() -> Runner.run(first, config)).hasRootCauseInstanceOf(AbortExecution.class);

        assertThatThrownBy(() -> Runner.run(windows(Windower.session(Duration.ofSeconds(10))), config))
                .hasMessageContaining("shop.keep")
                .hasMessageContaining("key \"till\"")
                .hasMessageContaining("ClassCastException")
                .hasMessageContaining("this step has state that an earlier execution saved");
        assertThatThrownBy(() -> Runner.run(windows(Windower.tumbling(Duration.ofSeconds(7))), config))
                .hasMessageContaining("its windows are not the ones that were saved: length, offset, alignment")
                .hasMessageContaining("this step has state that an earlier execution saved");
    }

    /** Two values, some while, and an end as if it were killed. */
    private static Dataflow windows(Windower windower) {
        var flow = new Dataflow("shop");
        flow.inputKeyed(
                        "in",
                        TestingSource.of(KeyValue.of("till", 5L), KeyValue.of("till", 6L))
                                .pause(Duration.ofMillis(300))
                                .abort())
                .window(EventClock.of(Instant::ofEpochSecond, Duration.ofSeconds(5)), windower)
                .count("keep")
                .down()
                .output("out", new TestingSink<>());
        return flow;
    }
}
