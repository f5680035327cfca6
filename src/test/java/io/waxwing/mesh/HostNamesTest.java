package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the address list that do not resolve, as those say who dial them and those who do not. */
@Timeout(60)
@ExtendWith(NoLeaks.class)
class HostNamesTest {
    private static final Timeouts HASTY = new Timeouts(Duration.ofMillis(1500), Duration.ofSeconds(10));

    private List<Node> nodes = List.of();

    @AfterEach
    void close() {
        Node.closeAll(nodes);
    }

    @Test
    void a_name_that_never_resolves_is_named_by_a_process_that_dials_it() throws Exception {
        Node one = Node.bind();
        nodes = List.of(one);
        one.join(Node.config(1, List.of(new Address("nosuch.invalid", 2101), one.address()), HASTY));
        MeshException refusal = one.refusal();
        assertThat(refusal.kind()).isEqualTo(MeshException.Kind.RESOLVE);
        assertThat(refusal).hasMessageContaining("process 0 (nosuch.invalid:2101): host name does not resolve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch.invalid", "300.0.0.1"})
    void a_name_that_never_resolves_is_named_by_a_process_that_does_not_dial_it_too(String host) throws Exception {
        Node zero = Node.bind();
        nodes = List.of(zero);
        zero.join(Node.config(0, List.of(zero.address(), new Address(host, 2101)), HASTY));
        assertThat(zero.status.poll(10, TimeUnit.SECONDS))
                .isEqualTo("waiting for process 1 (" + host + ":2101): host name does not resolve");
        MeshException refusal = zero.refusal();
        assertThat(refusal.kind()).isEqualTo(MeshException.Kind.RESOLVE);
        assertThat(refusal)
                .hasMessageStartingWith(
                        "gave up after 1.5 s without process 1 (" + host + ":2101): host name does not resolve;");
    }

    @Test
    void a_process_whose_own_name_does_not_resolve_says_so_while_others_are_missing() throws Exception {
        Node zero = Node.bind();
        nodes = List.of(zero);
        zero.join(Node.config(0, List.of(new Address("nosuch.invalid", 2101), new Address("127.0.0.1", 1)), HASTY));
        MeshException refusal = zero.refusal();
        assertThat(refusal.kind()).isEqualTo(MeshException.Kind.CONNECT);
        assertThat(refusal)
                .hasMessageStartingWith("gave up after 1.5 s without process 1 (127.0.0.1:1): has not connected;"
                        + " this process (nosuch.invalid:2101): host name does not resolve; check");
    }

    @Test
    void names_that_do_not_resolve_keep_nobody_out_who_is_not_dialled_by_them() throws Exception {
        nodes = Node.bindAll(2);
        List<Address> addresses = List.of(nodes.get(0).address(), new Address("nosuch.invalid", 2101));
        for (int i = 0; i < 2; i++) {
            nodes.get(i).join(Node.config(i, addresses, Node.TIMEOUTS));
        }
        Node.goodbyes(nodes);
    }
}
