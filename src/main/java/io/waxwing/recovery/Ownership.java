package io.waxwing.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which process writes which partition. Pure: all come to the same from the same listings. */
final class Ownership {
    private final Map<Integer, Integer> owners = new TreeMap<>();

    /**
     * Gives each partition to a process that sees it; those that several see are spread, so that the process is likely the one whose
     * workers have the keys.
     *
     * @param listings by process
     * @throws RecoveryException when a partition is in two places
     */
    static Ownership of(List<StoreMessage.Listing> listings) {
        Map<Integer, List<Integer>> seen = new TreeMap<>();
        for (int process = 0; process < listings.size(); process++) {
            for (int partition : listings.get(process).partitions()) {
                seen.computeIfAbsent(partition, any -> new ArrayList<>()).add(process);
            }
        }
        var ownership = new Ownership();
        int highest = seen.keySet().stream().max(Integer::compare).orElse(0);
        seen.forEach((partition, processes) -> {
            int first = processes.get(0);
            for (int process : processes) {
                if (!listings.get(process).place().equals(listings.get(first).place())) {
                    throw new RecoveryException(
                            "recovery partition " + partition + " is there twice, at process " + first
                                    + " and at process " + process
                                    + ", in directories that are not the same; remove the copy");
                }
            }
            int likely = (int) ((long) partition * listings.size() / (highest + 1L));
            int owner = processes.contains(likely) ? likely : processes.get(partition % processes.size());
            ownership.owners.put(partition, owner);
        });
        return ownership;
    }

    /** Partitions that a process writes. */
    List<Integer> of(int process) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue() == process)
                .map(Map.Entry::getKey)
                .toList();
    }

    int owner(int partition) {
        Integer owner = owners.get(partition);
        if (owner == null) {
            throw new IllegalStateException("nobody has partition " + partition);
        }
        return owner;
    }

    int partitions() {
        return owners.size();
    }
}
