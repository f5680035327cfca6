package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final MeshConfig config = Node.config(1, Address.parseList("a:1;b:2;c:3"), Node.TIMEOUTS);
    private final Roster roster = new Roster(config);
    private final StatusLine status = new StatusLine(roster, config);
    private final StartBarrier barrier = new StartBarrier(1, 3);

    @Test
    void speaks_when_something_changes_and_every_ten_seconds() {
        assertThat(status.next(barrier, 0)).isEqualTo("waiting for process 0 (a:1) and process 2 (c:3)");
        assertThat(status.next(barrier, 9 * SECOND)).isNull();
        assertThat(status.next(barrier, 10 * SECOND)).isEqualTo("waiting for process 0 (a:1) and process 2 (c:3)");
        roster.peer(0).troubled("connection refused", false);
        assertThat(status.next(barrier, 11 * SECOND))
                .isEqualTo("waiting for process 0 (a:1): connection refused and process 2 (c:3)");
        barrier.linked(2, true);
        assertThat(status.next(barrier, 12 * SECOND)).isEqualTo("waiting for process 0 (a:1): connection refused");
        barrier.linked(0, true);
        assertThat(status.next(barrier, 13 * SECOND)).isEqualTo("waiting for process 0 (a:1) to see all others");
    }

    @Test
    void process_zero_says_who_cannot_reach_the_others() {
        MeshConfig zero = Node.config(0, config.addresses(), Node.TIMEOUTS);
        var atZero = new StartBarrier(0, 3);
        atZero.linked(1, true);
        atZero.linked(2, true);
        atZero.ready(2, true);
        assertThat(new StatusLine(new Roster(zero), zero).next(atZero, 0))
                .isEqualTo("waiting for process 1 (b:2) to reach all others");
    }

    @Test
    void names_that_do_not_resolve_are_told_from_peers_that_do_not_come() {
        barrier.linked(2, true);
        roster.peer(0).troubled("host name does not resolve", true);
        assertThat(status.gaveUp(barrier, Duration.ofSeconds(60)).kind()).isEqualTo(MeshException.Kind.RESOLVE);
        barrier.linked(2, false);
        MeshException both = status.gaveUp(barrier, Duration.ofSeconds(60));
        assertThat(both.kind()).isEqualTo(MeshException.Kind.CONNECT);
        assertThat(both)
                .hasMessage(
                        "gave up after 60.0 s without process 0 (a:1): host name does not resolve and process 2 (c:3):"
                                + " has not connected; check that each process is started with these addresses and can be reached");
    }

    @Test
    void names_that_are_not_dialled_are_named_wherever_they_are_in_the_way() {
        status.unresolved(Set.of("b", "c"));
        roster.peer(0).troubled("connection refused", false);
        assertThat(status.next(barrier, 0))
                .isEqualTo("waiting for process 0 (a:1): connection refused and process 2 (c:3): host name does not"
                        + " resolve; this process (b:2): host name does not resolve");
        barrier.linked(2, true);
        assertThat(status.gaveUp(barrier, Duration.ofSeconds(1)))
                .hasMessageStartingWith(
                        "gave up after 1.0 s without process 0 (a:1): connection refused;"
                                + " this process (b:2): host name does not resolve; process 2 (c:3): host name does not resolve;");
    }
}
