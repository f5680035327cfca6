package examples;

import io.waxwing.Dataflow;
import io.waxwing.connector.StdOutSink;
import io.waxwing.testing.TestingSource;
import io.waxwing.window.EventClock;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sessions of users of a search engine, by the time at which things happened: five seconds of silence end one. */
public final class SearchSession {
    enum Kind {
        SEARCH,
        CLICK
    }

    record Event(String user, Kind kind, String text, Instant at) {}

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private SearchSession() {}

    private static Event event(String user, int second, Kind kind, String text) {
        return new Event(user, kind, text, NOON.plusSeconds(second));
    }

    /** The dataflow. */
    public static Dataflow flow() {
        return new Dataflow("search_session")
                .input(
                        "events",
                        TestingSource.of(
                                event("ann", 0, Kind.SEARCH, "dogs"),
                                event("bob", 1, Kind.SEARCH, "weather"),
                                event("ann", 3, Kind.CLICK, "rover.com"),
                                event("ann", 2, Kind.SEARCH, "dog food"),
                                event("ann", 30, Kind.SEARCH, "fruit"),
                                event("bob", 31, Kind.CLICK, "sunshine.org")))
                .keyOn("user", Event::user)
                .window(EventClock.of(e -> e.at(), Duration.ofSeconds(10)), Windower.session(Duration.ofSeconds(5)))
                .collectList("session")
                .down()
                .map("format", SearchSession::describe)
                .output("out", StdOutSink.of());
    }

    private static String describe(String user, Windowed<List<Event>> session) {
        long clicks = session.value().stream()
                .filter(event -> event.kind == Kind.CLICK)
                .count();
        return "%s from %s for %d s: %d searches, %d clicks"
                .formatted(
                        user,
                        session.open(),
                        Duration.between(session.open(), session.close()).toSeconds(),
                        session.value().size() - clicks,
                        clicks);
    }
}
