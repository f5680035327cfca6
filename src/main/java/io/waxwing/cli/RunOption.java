package io.waxwing.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of {@code run}: one table for the parser, the quick parser, the help and the messages. */
enum RunOption {
    WORKERS(
            "-w",
            "--workers-per-process",
            "N",
            "BYTEWAX_WORKERS_PER_PROCESS",
            "Worker threads of each process; default 1."),
    PROCESSES(
            "-p",
            "--processes",
            "N",
            "BYTEWAX_PROCESSES",
            "Start a whole cluster of N processes on this machine. One exit code; standard error of process 1 starts with [p1]."),
    PROCESS_ID(
            "-i",
            "--process-id",
            "I",
            "BYTEWAX_PROCESS_ID",
            "Place of this process in the address list, from 0. Else BYTEWAX_POD_NAME less BYTEWAX_STATEFULSET_NAME-."),
    ADDRESSES(
            "-a",
            "--addresses",
            "\"HOST:PORT;..\"",
            "BYTEWAX_ADDRESSES",
            "Where each process of the cluster listens, this one included. Else, with a process id, the file "
                    + "BYTEWAX_HOSTFILE_PATH, one address per line, # before comments."),
    CLASS_PATH(
            "-cp",
            "--classpath",
            "PATH",
            "CLASSPATH",
            "Where classes of the flow are: directories, jars, 'lib/*'; default the current directory."),
    SNAPSHOT_INTERVAL(
            "-s",
            "--snapshot-interval",
            "D",
            "BYTEWAX_SNAPSHOT_INTERVAL",
            "Time between the ends of epochs: 10 (seconds), 0 (each batch of a source), 500ms, 5m; default 10s."),
    RECOVERY_DIRECTORY(
            "-r",
            "--recovery-directory",
            "DIR",
            "BYTEWAX_RECOVERY_DIRECTORY",
            "Where state is saved, and resumed from when there is some; made when it is not there."),
    BACKUP_INTERVAL(
            "-b",
            "--backup-interval",
            "D",
            "BYTEWAX_RECOVERY_BACKUP_INTERVAL",
            "For how long older snapshots are kept, so that backups of single partitions can be used; default 0."),
    RECOVERY_PARTITIONS(
            null,
            "--recovery-partitions",
            "N",
            null,
            "Number of recovery partitions when the directory is made; default one per worker, at least 4."),
    CONNECT_TIMEOUT(
            null,
            "--connect-timeout",
            "D",
            null,
            "How long to wait for the other processes at the start; default 60s, 0 is for ever."),
    PEER_TIMEOUT(
            null,
            "--peer-timeout",
            "D",
            null,
            "How long another process may give no sign of life before the cluster stops; default 10s."),
    ALLOW_TYPE(
            null,
            "--allow-type",
            "NAME",
            null,
            "A class, or a package as com.acme.*, whose objects may cross between processes, beside the flow's own and "
                    + "the JDK's value types. May be given several times."),
    REQUIRE_AUTH(
            null,
            "--require-auth",
            null,
            "WAXWING_REQUIRE_AUTH",
            "Refuse to run a cluster whose processes need not prove that they belong to it."),
    CLUSTER_TOKEN_FILE(
            null,
            "--cluster-token-file",
            "FILE",
            "WAXWING_CLUSTER_TOKEN_FILE",
            "A secret of 32 bytes or more, the same for all processes, which they prove to each other to know."),
    TLS_CERT(
            null,
            "--tls-cert",
            "FILE",
            "WAXWING_TLS_CERT",
            "Encrypt the links: this process's certificate for its host in the address list, PEM."),
    TLS_KEY(null, "--tls-key", "FILE", "WAXWING_TLS_KEY", "Its private key, PEM (PKCS #8)."),
    TLS_CA(
            null,
            "--tls-ca",
            "FILE",
            "WAXWING_TLS_CA",
            "Certificates of the authorities that sign those of the cluster, PEM."),
    STACKTRACE(null, "--stacktrace", null, null, "Show the stack trace of an error."),
    VERBOSE("-v", "--verbose", null, null, "Say on standard error what is being done.");

    private final @Nullable String shortName;
    private final String longName;
    private final @Nullable String parameter;
    private final @Nullable String variable;
    private final String help;

    RunOption(
            @Nullable String shortName,
            String longName,
            @Nullable String parameter,
            @Nullable String variable,
            String help) {
        this.shortName = shortName;
        this.longName = longName;
        this.parameter = parameter;
        this.variable = variable;
        this.help = help;
    }

    /** Its names as they are typed, the short one first. */
    List<String> names() {
        return shortName == null ? List.of(longName) : List.of(shortName, longName);
    }

    /** For messages: the short name if it has one. */
    String shown() {
        return shortName == null ? longName : shortName;
    }

    boolean hasName(String typed) {
        return typed.equals(longName) || typed.equals(shortName);
    }

    @Nullable
    String shortName() {
        return shortName;
    }

    String longName() {
        return longName;
    }

    boolean takesValue() {
        return parameter != null;
    }

    /** What stands for its value in the help; null when it takes none. */
    @Nullable
    String parameter() {
        return parameter;
    }

    boolean repeatable() {
        return this == ALLOW_TYPE;
    }

    /** The environment variable that does the same; null when there is none. */
    @Nullable
    String variable() {
        return variable;
    }

    String help() {
        return help;
    }
}
