package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {
    private static final String TWO = "a:1;b:1";
    private static final FlowIdentity FLOW = new FlowIdentity("flow", "abc", 3, false);

    private static MeshConfig config(String addresses, int workers, FlowIdentity flow, int maxFrame) {
        return new MeshConfig(
                0, Address.parseList(addresses), workers, flow, Node.TIMEOUTS, maxFrame, MeshSecurity.NONE);
    }

    record Case(MeshConfig theirs, List<String> differing) {}

    static List<Case> cases() {
        return List.of(
                new Case(config(TWO, 2, FLOW, 8192), List.of()),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow", "abc", 3, true), 8192),
                        List.of("recovery directory: mine \"not given\", theirs \"given\"")),
                new Case(
                        config("a:1;b:1;c:1", 2, FLOW, 8192),
                        List.of(
                                "number of processes: mine \"2\", theirs \"3\"",
                                "addresses: mine \"a:1;b:1\", theirs \"a:1;b:1;c:1\"")),
                new Case(config(TWO, 3, FLOW, 8192), List.of("workers per process: mine \"2\", theirs \"3\"")),
                new Case(config("a:1;b:2", 2, FLOW, 8192), List.of("addresses: mine \"a:1;b:1\", theirs \"a:1;b:2\"")),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow2", "abc", 3, false), 8192),
                        List.of("flow id: mine \"flow\", theirs \"flow2\"")),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow", "abd", 3, false), 8192),
                        List.of("flow structure: mine \"abc\", theirs \"abd\"")),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow", "abc", 4, false), 8192),
                        List.of("number of exchanges: mine \"3\", theirs \"4\"")),
                new Case(config(TWO, 2, FLOW, 8193), List.of("largest frame: mine \"8192\", theirs \"8193\"")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void names_each_field_that_differs_and_both_values(Case each) throws Exception {
        Agreement mine = Agreement.of(config(TWO, 2, FLOW, 8192));
        Agreement theirs = sent(Agreement.of(each.theirs));
        assertThat(mine.compare(theirs))
                .extracting(Agreement.Mismatch::toString)
                .isEqualTo(each.differing);
        assertThat(theirs.compare(mine))
                .extracting(Agreement.Mismatch::field)
                .isEqualTo(mine.compare(theirs).stream()
                        .map(Agreement.Mismatch::field)
                        .toList());
    }

    @Test
    void a_field_that_only_one_side_knows_differs() {
        Agreement mine = new Agreement(List.of(new Agreement.Field("a", "1")));
        Agreement theirs = new Agreement(List.of(new Agreement.Field("b", "2")));
        assertThat(mine.compare(theirs))
                .containsExactly(
                        new Agreement.Mismatch("a", "1", "(not given)"),
                        new Agreement.Mismatch("b", "(not given)", "2"));
    }

    @Test
    void long_values_are_told_apart_though_only_their_beginning_is_sent() {
        String many =
                IntStream.range(0, 200).mapToObj(i -> "host-" + i + ":2101").collect(Collectors.joining(";"));
        Agreement one = Agreement.of(config(many, 2, FLOW, 8192));
        Agreement other = Agreement.of(config(many.replace("host-199", "host-200"), 2, FLOW, 8192));
        assertThat(one.compare(one)).isEmpty();
        assertThat(one.compare(other)).extracting(Agreement.Mismatch::field).containsExactly("addresses");
    }

    @Test
    void the_longest_agreement_fits_a_frame_of_the_handshake() throws Exception {
        String large = "ü".repeat(10_000);
        Agreement agreement = Agreement.of(config(
                IntStream.range(0, 999).mapToObj(i -> "h" + i + ":1").collect(Collectors.joining(";")),
                2,
                new FlowIdentity(large, large, Integer.MAX_VALUE, false),
                8192));
        assertThat(sent(agreement).compare(agreement)).isEmpty();
    }

    @Test
    void what_a_stranger_sends_is_escaped() {
        var mismatch = new Agreement.Mismatch("flow id", "mine", "\u001b[2J\n" + "x".repeat(10_000));
        assertThat(mismatch.toString())
                .startsWith("flow id: mine \"mine\", theirs \"\\u001b[2J\\nxxx")
                .hasSizeLessThan(700);
    }

    private static Agreement sent(Agreement agreement) throws ProtocolError {
        var encoder = new FrameEncoder(Frames.ENCODER.allocator(), Handshake.MAX_FRAME);
        ByteBuf frame = new Handshake.Config(Nonce.NONE, agreement).encode(encoder);
        return Handshake.Config.decode(Frames.one(Frames.bytes(frame, 0))).agreement();
    }
}
