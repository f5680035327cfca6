package io.waxwing.cli;

import io.waxwing.text.Shown;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A value and where it came from, so that a complaint about it can name the place.
 *
 * @param value as typed
 * @param origin "-w", "BYTEWAX_WORKERS_PER_PROCESS"
 * @param flag whether it was typed on the command line
 */
record Setting(String value, String origin, boolean flag) {

    /** The flag, else the environment variable, else null. */
    static @Nullable Setting of(RunOption option, Arguments arguments, Environment environment) {
        String flag = arguments.value(option);
        if (flag != null) {
            return new Setting(flag, option.shown(), true);
        }
        String variable = option.variable();
        return variable == null ? null : ofVariable(variable, environment);
    }

    static @Nullable Setting ofVariable(String variable, Environment environment) {
        String value = environment.get(variable);
        return value == null ? null : new Setting(value, variable, false);
    }

    CliException expected(String what) {
        return CliException.options(origin + ": expected " + what + ", got " + Shown.quoted(value));
    }

    /** A number without sign, blanks or anything else about it. */
    int number(int least, int most, String what) {
        String digits = value;
        boolean plain =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = plain ? Integer.parseInt(digits) : -1;
        if (number < least || number > most) {
            throw expected(what);
        }
        return number;
    }

    /** The name of a file or directory. */
    Path path() {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw expected("the name of a file or directory");
        }
    }

    Duration duration() {
        Duration duration = DurationText.parse(value);
        if (duration == null) {
            throw expected("a duration as " + DurationText.FORMS);
        }
        return duration;
    }

    Duration durationOfAtLeast(Duration least) {
        Duration duration = duration();
        if (duration.compareTo(least) < 0) {
            throw expected("a duration of at least " + least.toMillis() + "ms, as " + DurationText.FORMS);
        }
        return duration;
    }
}
