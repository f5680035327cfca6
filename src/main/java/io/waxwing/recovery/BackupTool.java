package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code recovery backup}: copies the partitions, or has the run that uses them do it. */
final class BackupTool {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long UNTIL_TAKEN = TimeUnit.SECONDS.toNanos(20);
    private static final long UNTIL_DONE = TimeUnit.MINUTES.toNanos(30);

    private final Path directory;
    private final Path to;
    private final BackupDesk desk;

    BackupTool(Path directory, Path to) {
        this.directory = directory;
        this.to = to.toAbsolutePath().normalize();
        this.desk = new BackupDesk(directory);
    }

    void run() {
        try {
            if (!Files.isDirectory(directory)) {
                throw new RecoveryException("recovery directory " + directory + " is not there");
            }
            if (!Files.isDirectory(to)) {
                StoreDirectory.makePrivate(to);
            }
            try (Stream<Path> there = Files.list(to)) {
                if (there.findAny().isPresent()) {
                    throw new RecoveryException("backup directory " + to + " is not empty");
                }
            }
            StoreInUseException inUse = copy();
            if (inUse != null) {
                haveCopied(inUse);
            }
        } catch (IOException e) {
            throw new RecoveryException("backup directory " + to + " cannot be used: " + StoreDirectory.describe(e), e);
        }
    }

    /** Copies what nobody uses; else says who does. */
    private @Nullable StoreInUseException copy() throws IOException {
        try (var store = new OpenStore(directory, false)) {
            store.decision();
            removeCopies();
            store.forEach(
                    file -> file.copyTo(StoreDirectory.path(to, file.facts().partition())));
            StoreDirectory.force(to);
            return null;
        } catch (StoreInUseException e) {
            return e;
        }
    }

    private void haveCopied(StoreInUseException inUse) throws IOException {
        String id = UUID.randomUUID().toString();
        if (!desk.ask(new BackupDesk.Request(id, to.toString()))) {
            throw new RecoveryException(
                    "another backup of " + directory + " is asked for already (" + BackupDesk.REQUEST
                            + " there); wait for that, or remove the file if nobody waits for it",
                    inUse);
        }
        boolean answered = false;
        try {
            answered = awaitAnswer(id, inUse);
        } finally {
            desk.withdraw(id);
            if (!answered) {
                removeCopies();
            }
        }
    }

    private boolean awaitAnswer(String id, StoreInUseException inUse) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            String answer = desk.answerTo(id);
            long waited = System.nanoTime() - begin;
            if (answer != null && answer.equals(BackupDesk.DONE)) {
                return true;
            }
            if (answer != null && !answer.equals(BackupDesk.TAKEN)) {
                throw new RecoveryException("the run that uses " + directory + " could not make the backup: " + answer);
            }
            if (answer == null && !desk.isAsked(id)) { // a run that has just begun cleared the desk
                desk.ask(new BackupDesk.Request(id, to.toString()));
            }
            if (DirectoryLock.isFree(directory) && copy() == null) {
                return true; // the run has ended meanwhile
            }
            if (answer == null && waited > UNTIL_TAKEN) {
                throw new RecoveryException(
                        inUse.getMessage() + " (it did not take the request for a backup within "
                                + TimeUnit.NANOSECONDS.toSeconds(UNTIL_TAKEN) + " s; a tool, or an older version?)",
                        inUse);
            }
            if (waited > UNTIL_DONE) {
                throw new RecoveryException(
                        "the run that uses " + directory + " has not ended an epoch and copied it within "
                                + TimeUnit.NANOSECONDS.toMinutes(UNTIL_DONE) + " minutes; see -s");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void removeCopies() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(to, "part-*.sqlite3*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
