package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.operator.KeyValue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypePolicyTest {
    @TempDir
    Path directory;

    @Test
    void the_classes_of_a_flows_own_loader_are_allowed_and_those_of_its_parent_are_not() throws Exception {
        TypePolicy policy = own().policy();
        assertThat(policy.allows("Own")).isTrue();
        assertThat(policy.allows("Own$Nested")).isTrue();
        assertThat(policy.allows("Missing")).isFalse();
        assertThat(policy.allows(TypePolicyTest.class.getName())).isFalse();
        assertThat(policy.allows("org.junit.jupiter.api.Test")).isFalse();
        assertThat(policy.load("Own$Nested").getName()).isEqualTo("Own$Nested");
    }

    @Test
    void a_flow_on_the_class_path_owns_the_directory_or_jar_it_came_from() {
        TypePolicy policy = TypePolicy.forCodeSourceOf(TypePolicyTest.class, List.of());
        assertThat(policy.allows(CanaryTest.class.getName())).isTrue();
        assertThat(policy.allows(TypePolicy.class.getName())).isFalse();
        assertThat(policy.allows("org.junit.jupiter.api.Test")).isFalse();
        TypePolicy ofJar = TypePolicy.forCodeSourceOf(Test.class, List.of());
        assertThat(ofJar.allows("org.junit.jupiter.api.BeforeEach")).isTrue();
        assertThat(ofJar.allows(CanaryTest.class.getName())).isFalse();
    }

    @Test
    void names_and_packages_can_be_added() throws Exception {
        TypePolicy policy = own().policy("com.acme.Order", "com.acme.model.*");
        assertThat(policy.allows("com.acme.Order")).isTrue();
        assertThat(policy.allows("com.acme.Order$Line")).isFalse();
        assertThat(policy.allows("com.acme.model.Line")).isTrue();
        assertThat(policy.allows("com.acme.model.deep.Line")).isTrue();
        assertThat(policy.allows("com.acme.modelled.Line")).isFalse();
    }

    @Test
    void an_entry_that_is_no_name_is_refused() {
        for (String entry : List.of("", "*", "com.acme.", "com.*.Order", "com acme", "[I", "a..b")) {
            assertThatThrownBy(() -> own().policy(entry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed type \"" + entry + "\": expected a class name like com.acme.Order");
        }
    }

    @Test
    void of_waxwing_the_public_types_are_allowed_and_the_engine_is_not() throws Exception {
        TypePolicy policy = own().policy();
        assertThat(policy.allows(KeyValue.class.getName())).isTrue();
        assertThat(policy.allows("io.waxwing.Branch")).isTrue();
        assertThat(policy.allows("io.waxwing.window.Windowed")).isTrue();
        assertThat(policy.allows("io.waxwing.runtime.Runner")).isFalse();
        assertThat(policy.allows("io.waxwing.cli.Main")).isFalse();
        assertThat(policy.allows("io.waxwing.serde.TypePolicy")).isFalse();
        assertThat(policy.allows("io.waxwing.window.deep.Other")).isFalse();
    }

    @Test
    void a_class_of_the_same_name_from_another_loader_is_refused() throws Exception {
        CompiledClasses flow = own();
        Object stranger = CompiledClasses.of(directory.resolve("b"), "Own", "public record Own(int a) {}")
                .make("Own", 1);
        BatchCodec codec = new BatchCodec(flow.policy(), 1 << 10);
        assertThatThrownBy(() -> codec.encode(new ChannelTypes(), null, new Object[] {stranger}, 0, 1, 100))
                .hasMessageContaining("record Own may not be sent between workers: it comes from another class loader");
    }

    @Test
    void a_record_of_a_flows_own_loader_crosses() throws Exception {
        CompiledClasses flow = own();
        Object value = flow.make("Own", 5);
        BatchCodec codec = new BatchCodec(flow.policy(), 1 << 10);
        byte[] payload = codec.encode(new ChannelTypes(), null, new Object[] {value}, 0, 1, 100)
                .payload();
        Object[] copy = new Object[1];
        new BatchCodec(flow.policy(), 1 << 10).decode(new ChannelTypes(), payload, 1, null, copy);
        assertThat(copy[0]).isEqualTo(value).isNotSameAs(value);
    }

    private CompiledClasses own() throws Exception {
        return CompiledClasses.of(
                directory.resolve("a"), "Own", "public record Own(int a) { public record Nested(String b) {} }");
    }
}
