package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster goes on from, decided from what all partitions say of themselves. Pure: every process comes to the same answer.
 *
 * <p>The resume epoch is the newest one that all have sealed (rule 31 of the protocol). What does not fit together is refused by
 * name, never skipped: a resume that leaves out a partition would be a wrong answer.
 */
sealed interface ResumeDecision {
    /**
     * Go on.
     *
     * @param epoch what all have sealed; everything later is deleted before anything runs
     * @param sealedAt when the last partition sealed it, in milliseconds since 1970
     * @param execution number of the execution that begins
     */
    record Resume(long epoch, long sealedAt, long execution, int partitions) implements ResumeDecision {}

    /** Don't. */
    record Refuse(String why) implements ResumeDecision {}

    /** Decides. */
    static ResumeDecision of(String flowId, List<PartitionFacts> found) {
        List<PartitionFacts> facts = new ArrayList<>(found);
        facts.sort(Comparator.comparingInt(PartitionFacts::partition).thenComparing(PartitionFacts::file));
        if (facts.isEmpty()) {
            return new Refuse("no recovery partition was found");
        }
        String why = ofOneStore(facts);
        if (why == null) {
            why = ofThisFlow(flowId, facts);
        }
        if (why == null) {
            why = complete(facts);
        }
        long epoch = facts.stream().mapToLong(PartitionFacts::sealed).min().orElse(0);
        if (why == null) {
            why = notStale(epoch, facts);
        }
        if (why != null) {
            return new Refuse(why);
        }
        long newest =
                facts.stream().mapToLong(PartitionFacts::newestExecution).max().orElse(0);
        long sealedAt = facts.stream()
                .filter(fact -> fact.sealed() == epoch)
                .mapToLong(PartitionFacts::sealedAt)
                .max()
                .orElse(0);
        return new Resume(epoch, sealedAt, newest + 1, facts.get(0).partitions());
    }

    private static @Nullable String ofOneStore(List<PartitionFacts> facts) {
        Map<String, Integer> stores = new HashMap<>();
        facts.forEach(fact -> stores.merge(fact.storeId(), 1, Integer::sum));
        if (stores.size() == 1) {
            return null;
        }
        PartitionFacts usual = facts.stream()
                .max(Comparator.comparingInt(fact -> stores.getOrDefault(fact.storeId(), 0)))
                .orElseThrow();
        PartitionFacts odd = facts.stream()
                .filter(fact -> !fact.storeId().equals(usual.storeId()))
                .findFirst()
                .orElseThrow();
        return odd.file() + " belongs to another recovery store (id " + odd.storeId() + ", flow " + flow(odd.flowId())
                + ") than " + usual.file() + " (id " + usual.storeId() + ", flow " + flow(usual.flowId())
                + "); put back the file of this store";
    }

    private static @Nullable String ofThisFlow(String flowId, List<PartitionFacts> facts) {
        for (PartitionFacts fact : facts) {
            if (fact.flowId() != null && !fact.flowId().equals(flowId)) {
                return fact.file() + " holds the state of flow " + flow(fact.flowId()) + ", but this is flow "
                        + flow(flowId) + "; use another recovery directory";
            }
        }
        return null;
    }

    private static @Nullable String complete(List<PartitionFacts> facts) {
        int count = facts.get(0).partitions();
        Map<Integer, PartitionFacts> byNumber = new TreeMap<>();
        for (PartitionFacts fact : facts) {
            if (fact.partitions() != count) {
                return fact.file() + " is one of " + fact.partitions() + " partitions, but "
                        + facts.get(0).file() + " is one of " + count + "; put back the files of one store";
            }
            PartitionFacts other = byNumber.put(fact.partition(), fact);
            if (other != null) {
                return "partition " + fact.partition() + " is there twice: " + other.file() + " and " + fact.file()
                        + "; remove the copy";
            }
        }
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!byNumber.containsKey(i)) {
                missing.add(i);
            }
        }
        if (missing.isEmpty()) {
            return null;
        }
        String which = missing.size() == 1 ? "partition " + missing.get(0) + " is" : "partitions " + missing + " are";
        return which + " missing of " + count + " (found " + byNumber.keySet() + ", as "
                + facts.get(0).file() + "); put back the missing files, or start with an empty directory to begin anew";
    }

    private static @Nullable String notStale(long epoch, List<PartitionFacts> facts) {
        PartitionFacts oldest = facts.stream()
                .min(Comparator.comparingLong(PartitionFacts::sealed))
                .orElseThrow();
        for (PartitionFacts fact : facts) {
            if (fact.floor() > epoch) {
                return oldest.file() + " is sealed through epoch " + epoch + ", but " + fact.file()
                        + " can only resume from epoch " + fact.floor() + " to " + fact.sealed()
                        + ": the first is an older copy, or lost its last writes; put back files of one time";
            }
        }
        for (PartitionFacts fact : facts) {
            Execution one = fact.lineageAt(epoch);
            Execution other = oldest.lineageAt(epoch);
            if (!one.equals(other)) {
                return one.number() < other.number() ? ofTwo(epoch, fact, oldest) : ofTwo(epoch, oldest, fact);
            }
        }
        return null;
    }

    private static String ofTwo(long epoch, PartitionFacts older, PartitionFacts newer) {
        Execution first = older.lineageAt(epoch);
        Execution second = newer.lineageAt(epoch);
        boolean same = first.number() == second.number();
        return older.file() + " has epoch " + epoch + " of execution " + first.number()
                + (same ? " (run " + first.generation() + ")" : "") + ", but " + newer.file()
                + " has that of execution " + second.number() + (same ? " (run " + second.generation() + ")" : "")
                + (same ? ": one of them is an older copy" : ": the first is an older copy")
                + "; put back files of one time";
    }

    private static String flow(@Nullable String id) {
        return id == null ? "(none yet)" : "\"" + id + "\"";
    }
}
