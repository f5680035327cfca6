package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartBarrierTest {
    private final StartBarrier zero = new StartBarrier(0, 3);

    @Test
    void starts_when_all_are_linked_and_all_have_said_so() {
        zero.linked(1, true);
        zero.linked(2, true);
        assertThat(zero.complete()).isTrue();
        zero.ready(1, true);
        assertThat(zero.mayStart()).isFalse();
        zero.ready(2, true);
        assertThat(zero.mayStart()).isTrue();
    }

    @Test
    void who_takes_back_that_it_is_ready_holds_up_the_start() {
        zero.linked(1, true);
        zero.linked(2, true);
        zero.ready(1, true);
        zero.ready(1, false);
        zero.ready(2, true);
        assertThat(zero.mayStart()).isFalse();
        assertThat(zero.unready().stream()).containsExactly(1);
    }

    @Test
    void whose_link_was_lost_must_say_again_that_it_is_ready() {
        zero.linked(1, true);
        zero.linked(2, true);
        zero.ready(1, true);
        zero.ready(2, true);
        zero.linked(1, false);
        assertThat(zero.unlinked().stream()).containsExactly(1);
        zero.linked(1, true);
        assertThat(zero.mayStart()).isFalse();
        zero.ready(1, true);
        assertThat(zero.mayStart()).isTrue();
    }

    @Test
    void only_process_zero_may_start() {
        var one = new StartBarrier(1, 2);
        one.linked(0, true);
        one.ready(0, true);
        assertThat(one.complete()).isTrue();
        assertThat(one.mayStart()).isFalse();
    }

    @Test
    void one_process_alone_may_start_at_once() {
        assertThat(new StartBarrier(0, 1).mayStart()).isTrue();
    }
}
