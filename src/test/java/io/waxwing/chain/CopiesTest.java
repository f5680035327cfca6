package io.waxwing.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.Dataflow;
import io.waxwing.runtime.Runner;
import io.waxwing.testing.TestingSink;
import io.waxwing.testing.TestingSource;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiesTest {
    @ParameterizedTest
    @EnumSource
    void a_step_that_is_copied_has_no_lambdas_and_no_private_members_in_nested_classes(FusedStep kind) {
        for (Class<?> type = kind.type(); type != Object.class; type = type.getSuperclass()) {
            if (type == kind.type()) {
                assertThat(type.getDeclaredMethods())
                        .extracting(Member::getName)
                        .as("lambdas of %s", type)
                        .noneMatch(name -> name.startsWith("lambda$"));
            }
            for (Class<?> nested : type.getDeclaredClasses()) {
                List<Member> used = new ArrayList<>(Arrays.asList(nested.getDeclaredConstructors()));
                Stream.of(nested.getDeclaredFields())
                        .filter(f -> !nested.isRecord())
                        .forEach(used::add);
                assertThat(used)
                        .as("private members of %s", nested)
                        .noneMatch(member -> Modifier.isPrivate(member.getModifiers()));
            }
        }
    }

    @Test
    void values_are_collected_by_a_copied_step() throws Exception {
        var sink = new TestingSink<Object>();
        var flow = new Dataflow("flow");
        flow.input("numbers", TestingSource.of(1, 2, 3))
                .keyOn("key", n -> "all")
                .collect("collect", 2, Duration.ofHours(1))
                .keyRm("values")
                .output("out", sink);

        Runner.run(flow);

        assertThat(sink.items()).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void items_are_enriched_by_a_copied_step() throws Exception {
        var sink = new TestingSink<String>();
        var flow = new Dataflow("flow");
        flow.input("numbers", TestingSource.of(1, 2, 3))
                .enrichCached(
                        "enrich", n -> n % 2, k -> k == 0 ? "even" : "odd", Duration.ofHours(1), (n, text) -> n + text)
                .output("out", sink);

        Runner.run(flow);

        assertThat(sink.items()).containsExactly("1odd", "2even", "3odd");
    }
}
