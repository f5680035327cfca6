package io.waxwing.cli;

import io.waxwing.mesh.Address;
import io.waxwing.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which process of which cluster this is, as the flags and the environment have it.
 *
 * @param processId place in the address list
 * @param addresses of all processes
 */
record ClusterPlace(int processId, List<Address> addresses) {
    private static final String POD = "BYTEWAX_POD_NAME";
    private static final String STATEFUL_SET = "BYTEWAX_STATEFULSET_NAME";
    private static final String HOST_FILE = "BYTEWAX_HOSTFILE_PATH";

    /** Gives null when this is no part of a cluster. One of process id and addresses without the other is refused. */
    static @Nullable ClusterPlace read(Arguments arguments, Environment environment) {
        Setting processId = Setting.of(RunOption.PROCESS_ID, arguments, environment);
        if (processId == null) {
            processId = fromPodName(environment);
        }
        Setting addresses = Setting.of(RunOption.ADDRESSES, arguments, environment);
        if (processId == null) {
            if (addresses != null) {
                throw CliException.options(
                        addresses.origin() + " needs -i: which of the addresses is this process, from 0");
            }
            return null;
        }
        if (addresses == null) {
            addresses = fromHostFile(environment);
        }
        if (addresses == null) {
            throw CliException.options(
                    processId.origin() + " needs -a: the addresses of all processes, as -a \"one:2101;two:2101\""
                            + (processId.flag() ? "" : ", or " + HOST_FILE + ": a file with one in each line"));
        }
        return checked(processId, addresses);
    }

    private static ClusterPlace checked(Setting processId, Setting addresses) {
        int id = processId.number(0, Integer.MAX_VALUE, "the place of this process in the address list, 0 or more");
        List<Address> all;
        try {
            all = Address.parseList(addresses.value());
        } catch (IllegalArgumentException e) {
            throw CliException.options(addresses.origin() + ": " + e.getMessage());
        }
        if (id >= all.size()) {
            throw CliException.options(processId.origin() + ": process " + id + " is not in the list of "
                    + (all.size() == 1
                            ? "one address, which is that of process 0"
                            : all.size() + " addresses, which are those of processes 0 to " + (all.size() - 1)));
        }
        return new ClusterPlace(id, all);
    }

    /** Whether all processes are on this machine by their addresses alone: no name is resolved. */
    boolean isOnLoopback() {
        return addresses.stream().map(Address::host).allMatch(ClusterPlace::isLoopback);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** The environment of a process whose place another one knows: without the names by which it would find its own. */
    static Environment known(Environment environment) {
        Map<String, String> others = new HashMap<>(environment.variables());
        others.keySet().removeAll(Set.of(POD, STATEFUL_SET));
        return new Environment(others);
    }

    private static @Nullable Setting fromPodName(Environment environment) {
        Setting pod = Setting.ofVariable(POD, environment);
        Setting set = Setting.ofVariable(STATEFUL_SET, environment);
        if (pod == null && set == null) {
            return null;
        }
        if (pod == null || set == null) {
            throw CliException.options(
                    (pod == null ? STATEFUL_SET : POD) + " is set, but not " + (pod == null ? POD : STATEFUL_SET)
                            + ": the process id is the name of the pod less that of the stateful set and a dash; set both, or give"
                            + " it with -i");
        }
        String prefix = set.value() + "-";
        if (!pod.value().startsWith(prefix)) {
            throw pod.expected("a name that starts with " + Shown.quoted(prefix) + ", as " + STATEFUL_SET + " has it");
        }
        return new Setting(pod.value().substring(prefix.length()), POD + " less " + STATEFUL_SET, false);
    }

    private static @Nullable Setting fromHostFile(Environment environment) {
        Setting file = Setting.ofVariable(HOST_FILE, environment);
        if (file == null) {
            return null;
        }
        String lines;
        try {
            lines = String.join(
                    ";",
                    Files.readAllLines(Path.of(file.value())).stream()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .toList());
        } catch (IOException | InvalidPathException e) {
            throw CliException.options(HOST_FILE + ": cannot read " + Shown.quoted(file.value()) + ": " + e);
        }
        if (lines.isEmpty()) {
            throw CliException.options(HOST_FILE + ": " + Shown.quoted(file.value()) + " has no addresses in it");
        }
        return new Setting(lines, HOST_FILE, false);
    }
}
