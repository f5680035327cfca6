package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What people are told when it is known where a run goes on from. */
final class StartReport {
    private StartReport() {}

    static List<String> lines(StoreSettings settings, Opening opening) {
        List<String> lines = new ArrayList<>();
        Set<String> unknown = new HashSet<>();
        opening.files().values().forEach(file -> unknown.addAll(file.steps()));
        settings.steps().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            lines.add("warning: there is saved state of steps that the flow no longer has: "
                    + String.join(", ", unknown.stream().sorted().toList()) + "; it stays, unused");
        }
        if (settings.cluster().process() == 0) {
            lines.add(execution(settings, opening));
        }
        return lines;
    }

    private static String execution(StoreSettings settings, Opening opening) {
        ResumeDecision.Resume from = opening.resume();
        String start =
                from.epoch() == 0 ? "starts from the beginning" : "resumes from the end of epoch " + from.epoch();
        return "execution " + from.execution() + " " + start + " ("
                + (opening.isNew() ? "new recovery directory " : "recovery directory ")
                + settings.config().directory() + ", " + from.partitions()
                + (from.partitions() == 1 ? " partition" : " partitions") + ")";
    }
}
