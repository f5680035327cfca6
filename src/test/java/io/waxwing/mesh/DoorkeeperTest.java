package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    private final Doorkeeper strangers = new Doorkeeper(2);

    private final class Stranger implements Conversation {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final Link link = new Link(channel, new Loop(channel.eventLoop(), bug -> {}), new Heartbeat(1, 0), this);

        @Override
        public void onFrame(Link sender, Frame frame) {}

        @Override
        public void onEnd(Link ended, String cause) {
            strangers.leave(ended);
        }
    }

    private List<Stranger> enter(int count) {
        return Stream.generate(Stranger::new)
                .limit(count)
                .peek(stranger -> strangers.enter(stranger.link))
                .toList();
    }

    private static List<Boolean> in(List<Stranger> all) {
        return all.stream().map(stranger -> !stranger.link.ended()).toList();
    }

    @Test
    void one_too_many_costs_the_one_that_has_waited_longest_its_place() {
        List<Stranger> all = enter(4);
        assertThat(in(all)).containsExactly(false, false, true, true);
    }

    @Test
    void who_has_proved_itself_no_longer_counts() {
        List<Stranger> peers = enter(2);
        peers.forEach(peer -> strangers.leave(peer.link));
        List<Stranger> all = enter(2);
        assertThat(in(peers)).containsExactly(true, true);
        assertThat(in(all)).containsExactly(true, true);
    }

    @Test
    void all_go_at_the_end() {
        List<Stranger> all = enter(2);
        strangers.clear();
        assertThat(in(all)).containsExactly(false, false);
    }
}
