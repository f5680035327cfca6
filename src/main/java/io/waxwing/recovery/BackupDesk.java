package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two files in a recovery directory, by which {@code recovery backup} asks the run that has the directory for a copy, and is answered.
 * Only that run may open the partitions. Each file is put in place whole.
 *
 * <pre>
 *  backup-request   id, directory to copy to          written by the tool, taken away by the run
 *  backup-answer    id, "taken" | "done" | a problem  written by the run, taken away by the tool
 * </pre>
 */
final class BackupDesk {
    static final String REQUEST = "backup-request";
    static final String ANSWER = "backup-answer";
    static final String DRAFT = "backup-draft";
    static final String TAKEN = "taken";
    static final String DONE = "done";

    /** What a tool asks for. */
    record Request(String id, String to) {}

    private final Path directory;

    BackupDesk(Path directory) {
        this.directory = directory;
    }

    /** The tool asks. False: another one does already. */
    boolean ask(Request request) throws IOException {
        Path draft = directory.resolve(DRAFT + "-" + request.id);
        Files.writeString(draft, request.id + "\n" + request.to + "\n");
        try {
            Files.move(draft, directory.resolve(REQUEST));
            return true;
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
            return false;
        }
    }

    /** For the run: the request, which has been answered with TAKEN and removed by then; null when nobody asks. */
    @Nullable
    Request take() throws IOException {
        List<String> lines = lines(REQUEST);
        if (lines.size() < 2) {
            return null;
        }
        var request = new Request(lines.get(0), lines.get(1));
        answer(request.id, TAKEN);
        Files.deleteIfExists(directory.resolve(REQUEST));
        return request;
    }

    /** The run answers. */
    void answer(String id, String text) throws IOException {
        Path draft = directory.resolve(DRAFT);
        Files.writeString(draft, id + "\n" + text.replace('\n', ' ') + "\n");
        Files.move(draft, directory.resolve(ANSWER), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the run has answered to a request; null: nothing yet. */
    @Nullable
    String answerTo(String id) throws IOException {
        List<String> lines = lines(ANSWER);
        return lines.size() > 1 && lines.get(0).equals(id) ? lines.get(1) : null;
    }

    /** Whether this request lies there, not taken. */
    boolean isAsked(String id) throws IOException {
        List<String> asked = lines(REQUEST);
        return !asked.isEmpty() && asked.get(0).equals(id);
    }

    /** The tool no longer waits. */
    void withdraw(String id) throws IOException {
        if (isAsked(id)) {
            Files.deleteIfExists(directory.resolve(REQUEST));
        }
        if (answerTo(id) != null) {
            Files.deleteIfExists(directory.resolve(ANSWER));
        }
    }

    /** Takes away what is left of requests. */
    void clear() throws IOException {
        for (String name : List.of(REQUEST, ANSWER, DRAFT)) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    private List<String> lines(String name) throws IOException {
        try {
            return Files.readAllLines(directory.resolve(name));
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        }
    }
}
