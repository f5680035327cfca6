package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From looking into the directory until all partitions of the cluster stand at the epoch to go on from. */
final class Opening {
    /** Tells all processes, this one too. */
    interface Telling {
        void all(StoreMessage message);
    }

    private final StoreSettings settings;
    private final Storage storage;
    private final StorePoint.Watch watch;
    private final Telling tell;
    private final List<Roll<StoreMessage.Listing>> listings = new ArrayList<>();
    private final Roll<StoreMessage.Facts> facts;
    private final Roll<StoreMessage.Ready> ready;
    private final Map<Integer, PartitionFile> files = new TreeMap<>();
    private final Map<String, List<StateRow>> positions = new HashMap<>();
    private @Nullable Ownership ownership;
    private ResumeDecision.@Nullable Resume decided;
    private boolean made;

    Opening(StoreSettings settings, Storage storage, StorePoint.Watch watch, Telling tell) {
        this.settings = settings;
        this.storage = storage;
        this.watch = watch;
        this.tell = tell;
        int processes = settings.cluster().processes();
        listings.add(new Roll<>(processes));
        listings.add(new Roll<>(processes));
        facts = new Roll<>(processes);
        ready = new Roll<>(processes);
    }

    void begin() {
        list(0);
    }

    private void list(int round) {
        Storage.Listing seen = storage.list();
        tell.all(new StoreMessage.Listing(round, seen.place(), seen.partitions()));
    }

    void onListing(int from, StoreMessage.Listing listing) {
        if (listing.round() < 0 || listing.round() > 1) {
            throw new IllegalArgumentException("listing " + listing.round());
        }
        Roll<StoreMessage.Listing> roll = listings.get(listing.round());
        if (!roll.add(from, listing)) {
            return;
        }
        if (roll.all().stream().anyMatch(one -> !one.partitions().isEmpty())) {
            open(Ownership.of(roll.all()));
        } else if (listing.round() == 1) {
            throw new RecoveryException("the recovery store was made, but its partitions are not there");
        } else if (settings.cluster().process() == 0) {
            storage.create(settings.newPartitions());
            tell.all(new StoreMessage.Created());
        }
    }

    void onCreated() {
        made = true;
        list(1);
    }

    private void open(Ownership owned) {
        ownership = owned;
        List<PartitionFacts> own = new ArrayList<>();
        for (int partition : owned.of(settings.cluster().process())) {
            PartitionFile file = storage.open(partition);
            files.put(partition, file);
            own.add(file.facts());
        }
        watch.at(StorePoint.OPENED);
        tell.all(new StoreMessage.Facts(own));
    }

    void onFacts(int from, StoreMessage.Facts said) {
        if (!facts.add(from, said)) {
            return;
        }
        List<PartitionFacts> all = new ArrayList<>();
        facts.all().forEach(one -> all.addAll(one.facts()));
        ResumeDecision decision = ResumeDecision.of(settings.flowId(), all);
        if (decision instanceof ResumeDecision.Refuse refuse) {
            throw new RecoveryException(refuse.why());
        }
        ResumeDecision.Resume resume = (ResumeDecision.Resume) decision;
        decided = resume;
        watch.at(StorePoint.DECIDED);
        List<StateRow> own = new ArrayList<>();
        for (PartitionFile file : files.values()) {
            file.begin(new Execution(resume.execution(), resume.epoch(), settings.generation()), settings.flowId());
            watch.at(StorePoint.CUT);
            try (PartitionFile.Rows rows = file.rows(List.copyOf(settings.positioned()))) {
                for (StateRow row; (row = rows.next()) != null; ) {
                    own.add(row);
                }
            }
        }
        tell.all(new StoreMessage.Ready(own));
    }

    /** True when all partitions of the cluster are ready. */
    boolean onReady(int from, StoreMessage.Ready said) {
        said.positions().forEach(row -> positions
                .computeIfAbsent(row.stepId(), any -> new ArrayList<>())
                .add(row));
        boolean all = ready.add(from, said);
        if (all) {
            watch.at(StorePoint.RESUMED);
        }
        return all;
    }

    ResumeDecision.Resume resume() {
        return Objects.requireNonNull(decided);
    }

    Ownership ownership() {
        return Objects.requireNonNull(ownership);
    }

    /** Whether the store was made by this execution. */
    boolean isNew() {
        return made;
    }

    /** Files of this process by partition. */
    Map<Integer, PartitionFile> files() {
        return files;
    }

    Map<String, List<StateRow>> positions() {
        return positions;
    }
}
