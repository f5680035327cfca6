package io.waxwing.chain;

import io.waxwing.text.Shown;
import io.waxwing.window.KeyWindows;
import io.waxwing.window.Late;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the late values of a window step on a worker and warns of them: of the first, then at most once a minute, and at the end of the
 * run if more have come since.
 */
final class LateWarnings {
    private static final Logger LOG = LoggerFactory.getLogger("io.waxwing.window");
    private static final long BETWEEN = Duration.ofMinutes(1).toMillis();

    private final StepSite site;
    private long count;
    /** The count in the last warning. */
    private long told;

    private long next = Long.MIN_VALUE;

    LateWarnings(StepSite site) {
        this.site = site;
    }

    /** One more, of a key with these windows. */
    void add(Late<?> late, Object key, KeyWindows<?> windows, Instant now) {
        count++;
        long time = now.toEpochMilli();
        if (time < next) {
            return;
        }
        next = time + BETWEEN;
        told = count;
        LOG.warn(
                "step \"{}\" (worker {}): {} late values so far, e.g. one of key {} with timestamp {} when the watermark was {};"
                        + " the step's late() stream has them, where somebody reads it; if there are too many, let its clock wait longer",
                site.id(),
                site.context().worker(),
                count,
                Shown.of(key),
                late.timestamp(),
                windows.watermark());
    }

    /** A short run would show its first late value only. */
    void close() {
        if (count > told) {
            LOG.warn(
                    "step \"{}\" (worker {}): {} late values in this run; the step's late() stream had them, where somebody reads it",
                    site.id(),
                    site.context().worker(),
                    count);
        }
    }
}
