package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateCodecTest {
    @TempDir
    Path directory;

    private final TypePolicy policy = TypePolicy.forCodeSourceOf(StateCodecTest.class, List.of());

    record Average(long count, double sum, Object best) {}

    record Key(String name, List<Integer> parts, double number) {}

    @Test
    void bytes_stand_alone_in_any_order() {
        StateCodec codec = new StateCodec(policy);
        Average inner = new Average(1, 0.5, null);
        List<Object> values = Arrays.asList(inner, "text", null, 7L, new Average(2, 1.5, inner), List.of(inner, inner));
        List<byte[]> bytes = values.stream().map(codec::encode).toList();
        for (int i = values.size() - 1; i >= 0; i--) {
            assertThat(new StateCodec(policy).decode(bytes.get(i))).isEqualTo(values.get(i));
            assertThat(codec.decode(bytes.get(i))).isEqualTo(values.get(i));
            assertThat(codec.encode(values.get(i))).isEqualTo(bytes.get(i));
        }
    }

    @Test
    void a_number_is_saved_in_few_bytes() {
        assertThat(new StateCodec(policy).encode(5L)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record State(long count) {}                  | record State(int count) {}",
                "record State(long count) {}                  | record State(long total) {}",
                "record State(long count) {}                  | record State(long count, String name) {}",
                "record State(String a, String b) {}          | record State(String b, String a) {}",
                "record State(String a) {}                    | record State(CharSequence a) {}",
                "class State { long count; State() {} }       | class State { long count; int more; State() {} }",
                "class State { long count; State() {} }       | record State(long count) {}",
                "class State { long count; State() {} }       | enum State { A }",
            })
    void a_class_that_has_changed_is_named_with_what_it_is_now(String before, String after) throws Exception {
        CompiledClasses old = CompiledClasses.of(directory.resolve("old"), "State", before);
        CompiledClasses now = CompiledClasses.of(directory.resolve("now"), "State", after);
        Class<?>[] types =
                Class.forName("State", true, old).getDeclaredConstructors()[0].getParameterTypes();
        Object value = old.make(
                "State",
                Arrays.stream(types)
                        .map(t -> t == long.class ? (Object) 3L : "x")
                        .toArray());
        byte[] bytes = new StateCodec(old.policy()).encode(List.of(value));
        assertThat(new StateCodec(old.policy()).decode(bytes)).isInstanceOf(List.class);
        assertThatThrownBy(() -> new StateCodec(now.policy()).decode(bytes))
                .isInstanceOfSatisfying(
                        SerdeException.class, e -> assertThat(e.kind()).isEqualTo(SerdeException.Kind.CHANGED_TYPE))
                .hasMessageContaining(" State has changed since the bytes were written: here it is ");
    }

    @Test
    void what_does_not_touch_the_fields_may_change() throws Exception {
        CompiledClasses old =
                CompiledClasses.of(directory.resolve("old"), "State", "class State { long b; int a = 4; State() {} }");
        CompiledClasses now = CompiledClasses.of(
                directory.resolve("now"),
                "State",
                "class State { static int s; private final int a; transient Object t; protected long b; State(int x) { a = x; }"
                        + " public String toString() { return a + \" \" + b; } }");
        byte[] bytes = new StateCodec(old.policy()).encode(old.make("State"));
        assertThat(new StateCodec(now.policy()).decode(bytes)).hasToString("4 0");
    }

    @Test
    void constants_may_be_added_to_an_enum_and_one_that_is_gone_is_named() throws Exception {
        CompiledClasses old = CompiledClasses.of(directory.resolve("old"), "Color", "enum Color { RED, GREEN }");
        CompiledClasses more =
                CompiledClasses.of(directory.resolve("more"), "Color", "enum Color { BLUE, GREEN, RED }");
        CompiledClasses less = CompiledClasses.of(directory.resolve("less"), "Color", "enum Color { GREEN }");
        Object red = Class.forName("Color", true, old).getEnumConstants()[0];
        byte[] bytes = new StateCodec(old.policy()).encode(red);
        assertThat(new StateCodec(more.policy()).decode(bytes)).hasToString("RED");
        assertThatThrownBy(() -> new StateCodec(less.policy()).decode(bytes))
                .hasMessage("enum Color has no constant RED here; the bytes were written by another version of it");
    }

    @Test
    void a_class_that_is_gone_is_named() throws Exception {
        CompiledClasses old = CompiledClasses.of(directory.resolve("old"), "State", "record State(int a) {}");
        byte[] bytes = new StateCodec(old.policy()).encode(old.make("State", 1));
        CompiledClasses now = CompiledClasses.of(directory.resolve("now"), "Other", "record Other(int a) {}");
        assertThatThrownBy(() -> new StateCodec(now.policy()).decode(bytes))
                .hasMessageContaining("class State may not be saved");
        assertThatThrownBy(() -> new StateCodec(now.policy("State")).decode(bytes))
                .hasMessageContaining("class State is not here; the bytes were written by another version of the flow");
    }

    @Test
    void bytes_of_another_format_or_with_something_behind_are_refused() {
        StateCodec codec = new StateCodec(policy);
        byte[] bytes = codec.encode("x");
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 2)))
                .hasMessageContaining("2 bytes are left over");
        bytes[0] = 9;
        assertThatThrownBy(() -> codec.decode(bytes)).hasMessageContaining("format 9 where 1 was expected");
        assertThatThrownBy(() -> codec.decode(new byte[0])).isInstanceOf(SerdeException.class);
    }

    @Test
    void equal_keys_give_equal_bytes_whatever_kind_of_list_is_in_them() {
        StateCodec codec = StateCodec.forKeys(policy);
        List<List<Integer>> lists = List.of(
                List.of(1, 2),
                new ArrayList<>(List.of(1, 2)),
                Arrays.asList(1, 2),
                new LinkedList<>(List.of(1, 2)),
                Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))),
                new ArrayList<>(List.of(0, 1, 2)).subList(1, 3));
        for (List<Integer> list : lists) {
            assertThat(codec.encode(list)).isEqualTo(codec.encode(lists.get(0)));
            Key key = new Key("k", list, Double.longBitsToDouble(0x7ff8000000000001L));
            byte[] bytes = codec.encode(key);
            assertThat(bytes).isEqualTo(codec.encode(new Key("k", lists.get(0), Double.NaN)));
            assertThat(codec.decode(bytes)).isEqualTo(key);
        }
    }

    @Test
    void an_object_that_may_not_be_saved_is_named_and_the_codec_goes_on() {
        StateCodec codec = new StateCodec(policy);
        assertThatThrownBy(() -> codec.encode(new Average(1, 1, new Thread("t"))))
                .hasMessageContaining("class java.lang.Thread may not")
                .hasMessageContaining("found inside " + Average.class.getName());
        assertThat(codec.decode(codec.encode(new Average(1, 1, "x")))).isEqualTo(new Average(1, 1, "x"));
    }

    @Test
    void what_may_not_or_can_not_be_saved_is_said_to_be_so() {
        var codec = new StateCodec(policy);

        assertThatThrownBy(() -> codec.encode(List.of(new Thread("t"))))
                .hasMessage("class java.lang.Thread may not be saved: it is neither one of the flow's own classes nor a"
                        + " known value type of the JDK, and could not be written even if allowed; put its data into a"
                        + " record of the flow");
        Runnable lambda = () -> {};
        assertThatThrownBy(() -> codec.encode(lambda)).hasMessageContaining(" can't be saved: it is a lambda");
    }
}
