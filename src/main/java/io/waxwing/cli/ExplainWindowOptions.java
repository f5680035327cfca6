package io.waxwing.cli;

import io.waxwing.window.Windower;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code explain-window}. */
final class ExplainWindowOptions {
    private static final String TUMBLING = "--tumbling";
    private static final String SLIDING = "--sliding";
    private static final String OFFSET = "--offset";
    private static final String SESSION = "--session";
    private static final String WAIT = "--wait";

    private ExplainWindowOptions() {}

    static void addTo(CommandSpec command) {
        command.addOption(option(TUMBLING, "Windows of this length, next to each other: 10 (seconds), 500ms, 5m, 1h."));
        command.addOption(option(SLIDING, "Windows of this length that open an --offset apart."));
        command.addOption(option(OFFSET, "From one sliding window to the next."));
        command.addOption(option(SESSION, "Windows of values at most this far apart."));
        command.addOption(option(WAIT, "How long the event clock waits for values out of order; default 0."));
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .index("0")
                .arity("0..1")
                .hideParamSyntax(true)
                .type(String.class)
                .description("Lines arrival,timestamp, both as 2026-01-01T12:00:00Z, of one key in order of arrival; "
                        + "- is standard input.")
                .build());
    }

    private static OptionSpec option(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("D")
                .arity("1")
                .type(String.class)
                .description(description)
                .build();
    }

    static ExplainWindow read(ParseResult typed) {
        Windower windower = windower(typed);
        Duration wait = duration(typed, WAIT);
        String input = typed.hasMatchedPositional(0) ? typed.matchedPositionalValue(0, "") : "";
        if (input.isEmpty()) {
            throw refused("expected a file of lines arrival,timestamp, or - for standard input");
        }
        return new ExplainWindow(windower, wait == null ? Duration.ZERO : wait, input);
    }

    private static Windower windower(ParseResult typed) {
        Duration tumbling = duration(typed, TUMBLING);
        Duration sliding = duration(typed, SLIDING);
        Duration offset = duration(typed, OFFSET);
        Duration session = duration(typed, SESSION);
        int kinds = (tumbling == null ? 0 : 1) + (sliding == null ? 0 : 1) + (session == null ? 0 : 1);
        if (kinds != 1) {
            throw refused("expected one of --tumbling D, --sliding D --offset D and --session D, got "
                    + (kinds == 0 ? "none" : kinds));
        }
        if ((sliding == null) != (offset == null)) {
            throw refused("--sliding D and --offset D go together");
        }
        try {
            if (sliding != null && offset != null) {
                return Windower.sliding(sliding, offset);
            }
            if (session != null) {
                return Windower.session(session);
            }
            return Windower.tumbling(Objects.requireNonNull(tumbling));
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Duration duration(ParseResult typed, String name) {
        String text = typed.matchedOptionValue(name, (String) null);
        return text == null ? null : new Setting(text, Subcommand.EXPLAIN_WINDOW.typed() + " " + name, true).duration();
    }

    private static CliException refused(String what) {
        return CliException.options(Subcommand.EXPLAIN_WINDOW.typed() + ": " + what);
    }
}
