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
                        List.of("recovery directory: process 0 says \"not given\", process 1 says \"given\"")),
                new Case(
                        config("a:1;b:1;c:1", 2, FLOW, 8192),
                        List.of(
                                "number of processes: process 0 says \"2\", process 1 says \"3\"",
                                "addresses: process 0 says \"a:1;b:1\", process 1 says \"a:1;b:1;c:1\"")),
                new Case(
                        config(TWO, 3, FLOW, 8192),
                        List.of("workers per process: process 0 says \"2\", process 1 says \"3\"")),
                new Case(
                        config("a:1;b:2", 2, FLOW, 8192),
                        List.of("addresses: process 0 says \"a:1;b:1\", process 1 says \"a:1;b:2\"")),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow2", "abc", 3, false), 8192),
                        List.of("flow id: process 0 says \"flow\", process 1 says \"flow2\"")),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow", "abd", 3, false), 8192),
                        List.of("flow structure: step 1 is \"abc\" at process 0, \"abd\" at process 1")),
                new Case(
                        config(TWO, 2, new FlowIdentity("flow", "abc", 4, false), 8192),
                        List.of("number of exchanges: process 0 says \"3\", process 1 says \"4\"")),
                new Case(
                        config(TWO, 2, FLOW, 8193),
                        List.of("largest frame: process 0 says \"8192\", process 1 says \"8193\"")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void names_each_field_that_differs_and_both_values(Case each) throws Exception {
        Agreement mine = Agreement.of(config(TWO, 2, FLOW, 8192));
        Agreement theirs = sent(Agreement.of(each.theirs));
        assertThat(mine.compare(theirs))
                .extracting(differing -> differing.between("process 0", "process 1"))
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

    private static String structures(String mine, String theirs) {
        Agreement here = Agreement.of(config(TWO, 2, new FlowIdentity("flow", mine, 3, false), 8192));
        Agreement there = Agreement.of(config(TWO, 2, new FlowIdentity("flow", theirs, 3, false), 8192));
        assertThat(here.compare(there)).hasSize(1);
        return here.compare(there).get(0).between("process 0", "process 1");
    }

    private static String steps(int count) {
        return IntStream.range(0, count).mapToObj(i -> "flow.step-" + i).collect(Collectors.joining("\n"));
    }

    @Test
    void of_two_structures_the_first_step_that_differs_is_named() {
        assertThat(structures("in\nwords (map)\nout", "in\nsplit (flat_map)\nout"))
                .isEqualTo("flow structure: step 2 is \"words (map)\" at process 0, \"split (flat_map)\" at process 1");
        assertThat(structures("in", "in\nout"))
                .isEqualTo("flow structure: step 2 is missing at process 0, \"out\" at process 1");
        assertThat(structures(steps(1_000) + "\nout", steps(1_000) + "\nin"))
                .matches("flow structure: the first 1\\d\\d steps are the same, later ones differ");
        assertThat(structures(steps(1_000), steps(20)))
                .isEqualTo("flow structure: step 21 is \"flow.step-20\" at process 0, missing at process 1");
    }

    @Test
    void what_a_stranger_sends_is_escaped() {
        var mismatch = new Agreement.Mismatch("flow id", "mine", "\u001b[2J\n" + "x".repeat(10_000));
        assertThat(mismatch.between("process 0", "the other"))
                .startsWith("flow id: process 0 says \"mine\", the other says \"\\u001b[2J\\nxxx")
                .hasSizeLessThan(700);
    }

    private static Agreement sent(Agreement agreement) throws FrameException {
        var encoder = new FrameEncoder(Frames.ENCODER.allocator(), Handshake.MAX_FRAME);
        ByteBuf frame = new Handshake.Config(Nonce.NONE, agreement).encode(encoder);
        return Handshake.Config.decode(Frames.one(Frames.bytes(frame, 0))).agreement();
    }
}
