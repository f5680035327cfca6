package io.waxwing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.mesh.Address;
import io.waxwing.mesh.PeerFailure;
import org.junit.jupiter.api.Test;

class FlowExceptionTest {
    @Test
    void a_cause_that_is_passed_on_names_the_first_process_once() {
        var lost = new PeerFailure(2, new Address("c", 3), "the connection was reset", false);
        String toldByZero = FlowException.of(lost).passedOn();
        var toldToOne = new PeerFailure(0, new Address("a", 1), toldByZero, true);
        var toldToThree = new PeerFailure(
                1, new Address("b", 2), FlowException.of(toldToOne).passedOn(), true);

        assertThat(FlowException.of(toldToThree))
                .hasMessage("process 1 (b:2) stopped: process 2 (c:3): the connection was reset");
    }

    @Test
    void that_the_output_of_another_process_was_closed_is_no_failure_to_speak_of() {
        var told = FlowException.of(new PeerFailure(0, new Address("a", 1), "nobody reads", true, true));
        var failed = FlowException.of(new PeerFailure(0, new Address("a", 1), "nobody reads", true));

        assertThat(told.isOutputClosed()).isTrue();
        assertThat(told.kind()).isEqualTo(FlowException.Kind.PEER);
        assertThat(failed.isOutputClosed()).isFalse();
    }

    @Test
    void a_failure_of_this_process_is_passed_on_as_it_is() {
        var own = new FlowException(FlowException.Kind.FLOW, "step \"a.b\": no", null);

        assertThat(own.passedOn()).isEqualTo("step \"a.b\": no");
    }
}
