package io.waxwing.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    record Holder(Object held) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_key_is_refused_for_what_is_in_it_with_any_number_of_workers(int workers) {
        assertRefusedAfter(Router.byKey(workers), new Holder(1), new Holder(new Object()));
        assertRefusedAfter(Router.byKey(workers), List.of(1), List.of(new Object()));
        assertRefusedAfter(Router.byKey(workers), Optional.of(1), Optional.of(new Object()));
        assertRefusedAfter(Router.byKey(workers), "a", new Object());
        assertRefusedAfter(Router.byKey(workers), "a", null);
    }

    private static void assertRefusedAfter(Router router, Object good, Object bad) {
        router.route(good);
        router.route(good);
        assertThatThrownBy(() -> router.route(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
        router.route(good);
    }

    @Test
    void items_go_to_all_workers_in_turn() {
        Router router = Router.roundRobin(3, 1);

        assertThat(List.of(router.route("a"), router.route("a"), router.route(null), router.route("b")))
                .containsExactly(1, 2, 0, 1);
    }
}
