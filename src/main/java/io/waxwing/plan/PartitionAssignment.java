package io.waxwing.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which worker has which partition of a step: the same in every process, from what each process said it can reach.
 *
 * @param names all partitions, sorted; their places are their numbers
 * @param workers the worker of each
 */
public record PartitionAssignment(List<String> names, List<Integer> workers) {
    /**
     * Gives each partition to a worker of a process that can reach it, the one that has the fewest so far; of equal ones the first
     * counted from {@code start}, so that the single partitions of several steps don't all fall to worker 0.
     *
     * @param listed what each process listed, by process
     * @param workersPerProcess at least 1
     */
    public static PartitionAssignment of(List<List<String>> listed, int workersPerProcess, int start) {
        SortedMap<String, TreeSet<Integer>> reachable = new TreeMap<>();
        for (int process = 0; process < listed.size(); process++) {
            for (String name : listed.get(process)) {
                reachable.computeIfAbsent(name, any -> new TreeSet<>()).add(process);
            }
        }
        int all = listed.size() * workersPerProcess;
        var load = new int[all];
        List<String> names = new ArrayList<>();
        List<Integer> workers = new ArrayList<>();
        reachable.forEach((name, processes) -> {
            int best = -1;
            for (int i = 0; i < all; i++) {
                int worker = Math.floorMod(start + i, all);
                if (processes.contains(worker / workersPerProcess) && (best < 0 || load[worker] < load[best])) {
                    best = worker;
                }
            }
            load[best]++;
            names.add(name);
            workers.add(best);
        });
        return new PartitionAssignment(List.copyOf(names), List.copyOf(workers));
    }

    /** Numbers of the partitions of a worker. */
    public List<Integer> of(int worker) {
        List<Integer> own = new ArrayList<>();
        for (int number = 0; number < workers.size(); number++) {
            if (workers.get(number) == worker) {
                own.add(number);
            }
        }
        return own;
    }
}
