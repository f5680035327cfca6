package io.waxwing.cli;

import io.waxwing.mesh.Timeouts;
import io.waxwing.recovery.RecoveryConfig;
import io.waxwing.runtime.ClusterConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run and how, with flags and environment put together and checked.
 *
 * @param getterString which dataflow
 * @param classPath as set by flag or environment; null when not set
 * @param workers threads of this process
 * @param processes to start on this machine; 1 is this process alone
 * @param place of this process in a cluster started by hand; null when it is none
 * @param snapshotInterval between the ends of epochs; null for the default
 * @param recovery where state is saved; null: nowhere
 * @param connectTimeout null for the default
 * @param peerTimeout null for the default
 * @param allowedTypes classes and packages beside the flow's own
 * @param security by what the processes of a cluster know each other
 * @param stacktrace whether to show stack traces
 * @param verbose whether to say what is being done
 */
record RunSettings(
        String getterString,
        @Nullable ClassPath classPath,
        int workers,
        int processes,
        @Nullable ClusterPlace place,
        @Nullable Duration snapshotInterval,
        @Nullable RecoveryConfig recovery,
        @Nullable Duration connectTimeout,
        @Nullable Duration peerTimeout,
        List<String> allowedTypes,
        SecuritySettings security,
        boolean stacktrace,
        boolean verbose) {
    /** More than any machine has processors; and each worker has a channel to each other one. */
    static final int MAX_WORKERS = 1_024;
    /** Each is a JVM on this machine. */
    static final int MAX_PROCESSES = 256;

    static RunSettings read(Arguments arguments, Environment environment) {
        Setting processes = Setting.of(RunOption.PROCESSES, arguments, environment);
        ClusterPlace place;
        if (processes != null && beatsPlace(processes, arguments, environment)) {
            place = null;
        } else {
            place = ClusterPlace.read(arguments, environment);
            processes = place == null ? processes : null;
        }
        Setting classPath = Setting.of(RunOption.CLASS_PATH, arguments, environment);
        Setting workers = Setting.of(RunOption.WORKERS, arguments, environment);
        Setting interval = Setting.of(RunOption.SNAPSHOT_INTERVAL, arguments, environment);
        Setting connect = Setting.of(RunOption.CONNECT_TIMEOUT, arguments, environment);
        Setting peer = Setting.of(RunOption.PEER_TIMEOUT, arguments, environment);
        return new RunSettings(
                getterString(arguments),
                classPath == null ? null : ClassPath.parse(classPath.value(), classPath.origin()),
                workers == null ? 1 : workers.number(1, MAX_WORKERS, "a number of worker threads, 1 to " + MAX_WORKERS),
                processes == null
                        ? 1
                        : processes.number(1, MAX_PROCESSES, "a number of processes, 1 to " + MAX_PROCESSES),
                place,
                interval == null ? null : interval.duration(),
                recovery(arguments, environment),
                connect == null ? null : connect.duration(),
                peer == null ? null : peer.durationOfAtLeast(Timeouts.SHORTEST_PEER),
                allowedTypes(arguments),
                SecuritySettings.read(arguments, environment),
                arguments.has(RunOption.STACKTRACE),
                arguments.has(RunOption.VERBOSE));
    }

    /** How long to wait for other processes at the start; zero: for ever. */
    Duration patience() {
        return connectTimeout == null ? ClusterConfig.CONNECT_TIMEOUT : connectTimeout;
    }

    private static List<String> allowedTypes(Arguments arguments) {
        List<String> names = arguments.values(RunOption.ALLOW_TYPE);
        for (String name : names) {
            if (!DataflowLocator.isClassName(name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)) {
                throw new Setting(name, RunOption.ALLOW_TYPE.shown(), true)
                        .expected("a class as com.acme.Order (nested: com.acme.Order$Line) or a package as com.acme.*");
            }
        }
        return names;
    }

    private static String getterString(Arguments arguments) {
        String text = arguments.getterString();
        if (text == null) {
            throw new IllegalArgumentException("no module");
        }
        return text;
    }

    /** A whole local cluster and a place in a cluster exclude each other; where only one was typed, it wins over the environment. */
    private static boolean beatsPlace(Setting processes, Arguments arguments, Environment environment) {
        Setting id = Setting.of(RunOption.PROCESS_ID, arguments, environment);
        Setting addresses = Setting.of(RunOption.ADDRESSES, arguments, environment);
        for (Setting place : new @Nullable Setting[] {id, addresses}) {
            if (place != null && place.flag() == processes.flag()) {
                throw CliException.options(processes.origin() + " starts a whole cluster on this machine, "
                        + place.origin() + " is for one process of a cluster: give one or the other");
            }
        }
        return processes.flag() || (id == null && addresses == null);
    }

    private static @Nullable RecoveryConfig recovery(Arguments arguments, Environment environment) {
        Setting directory = Setting.of(RunOption.RECOVERY_DIRECTORY, arguments, environment);
        Setting backup = Setting.of(RunOption.BACKUP_INTERVAL, arguments, environment);
        Setting partitions = Setting.of(RunOption.RECOVERY_PARTITIONS, arguments, environment);
        if (directory == null) {
            for (Setting lonely : new @Nullable Setting[] {backup, partitions}) {
                if (lonely != null && lonely.flag()) {
                    throw CliException.options(
                            lonely.origin() + ": it is about a recovery directory: give one with -r DIR");
                }
            }
            return null;
        }
        return new RecoveryConfig(
                directory.path(),
                partitions == null
                        ? 0
                        : partitions.number(
                                1,
                                RecoveryConfig.MOST_PARTITIONS,
                                "a number of recovery partitions, 1 to " + RecoveryConfig.MOST_PARTITIONS),
                backup == null ? Duration.ZERO : backup.duration());
    }
}
