package io.waxwing.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** All partitions of a directory, open and locked, for a tool. */
final class OpenStore implements AutoCloseable {
    private final Path directory;
    private final DirectoryLock lock;
    private final List<SqlitePartition> files = new ArrayList<>();

    /** Opens what is there; with {@code thorough} all of its structure is checked. */
    OpenStore(Path directory, boolean thorough) {
        this.directory = directory;
        String run = "tool " + UUID.randomUUID();
        try {
            if (!Files.exists(directory)) {
                throw new RecoveryException("recovery directory " + directory + " is not there");
            }
            if (!Files.isDirectory(directory)) {
                throw new RecoveryException("recovery directory " + directory + " is not a directory");
            }
            lock = DirectoryLock.take(directory, run);
            try {
                new NewStore(directory, StorePoint.Watch.NONE).finish();
                for (int number : StoreDirectory.partitions(directory)) {
                    Path path = StoreDirectory.path(directory, number);
                    files.add(StoreDirectory.open(path, path.toString(), number, thorough, StorePoint.Watch.NONE));
                }
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        } catch (IOException e) {
            throw new RecoveryException(
                    "recovery directory " + directory + " cannot be used: " + StoreDirectory.describe(e), e);
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    List<PartitionFacts> facts() {
        return files.stream().map(SqlitePartition::facts).toList();
    }

    /** Where a run would go on from; refuses what does not fit together. */
    ResumeDecision.Resume decision() {
        if (files.isEmpty()) {
            throw new RecoveryException("recovery directory " + directory + " holds no store");
        }
        String flow = facts().get(0).flowId();
        ResumeDecision decision = ResumeDecision.of(flow == null ? "" : flow, facts());
        if (decision instanceof ResumeDecision.Refuse refuse) {
            throw new RecoveryException(refuse.why());
        }
        return (ResumeDecision.Resume) decision;
    }

    void forEach(Consumer<SqlitePartition> each) {
        files.forEach(each);
    }

    @Override
    public void close() {
        List<Runnable> closings = new ArrayList<>();
        files.forEach(file -> closings.add(file::close));
        closings.add(lock::close);
        files.clear();
        Closings.all(closings);
    }
}
