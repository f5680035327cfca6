package examples;

import io.waxwing.Dataflow;
import io.waxwing.Join;
import io.waxwing.KeyedStream;
import io.waxwing.connector.StdOutSink;
import io.waxwing.testing.TestingSource;

/** What three sources know of the same users, put together by key at the end of the input; what is not known of a user is absent. */
public final class JoinExample {
    record Fact(int user, String text) {}

    private JoinExample() {}

    /** The dataflow. */
    public static Dataflow flow() {
        var flow = new Dataflow("join_example");
        var names = facts(flow, "names", new Fact(123, "Bumble"), new Fact(456, "Hopper"));
        var emails = facts(flow, "emails", new Fact(123, "bee@example.com"));
        var sounds = facts(flow, "sounds", new Fact(456, "chirp"), new Fact(123, "buzz"));
        return Join.of(names, emails, sounds)
                .emitFinal(
                        "join",
                        (name, email, sound) ->
                                name.orElse("?") + ", " + email.orElse("no address") + ", " + sound.orElse("silent"))
                .map("format", (user, text) -> user + ": " + text)
                .output("out", StdOutSink.of());
    }

    private static KeyedStream<Integer, String> facts(Dataflow flow, String id, Fact... facts) {
        return flow.input(id, TestingSource.of(facts)).keyOn(id + "_by_user", Fact::user, Fact::text);
    }
}
