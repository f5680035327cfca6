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

    @Test
    void a_key_is_refused_for_what_is_in_it() {
        assertRefused(Router.byKey(2), new Holder(new Object()));
        assertRefused(Router.byKey(2), List.of(new Object()));
        assertRefused(Router.byKey(2), Optional.of(new Object()));
        assertRefused(Router.byKey(2), new Object());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void null_is_refused_with_any_number_of_workers(int workers) {
        assertRefused(Router.byKey(workers), null);
    }

    private static void assertRefused(Router router, Object key) {
        router.route("a");
        assertThatThrownBy(() -> router.route(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
        router.route("a");
    }

    @Test
    void items_go_to_all_workers_in_turn() {
        Router router = Router.roundRobin(3, 1);

        assertThat(List.of(router.route("a"), router.route("a"), router.route(null), router.route("b")))
                .containsExactly(1, 2, 0, 1);
    }
}
