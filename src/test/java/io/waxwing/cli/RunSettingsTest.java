package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSettingsTest {
    @TempDir
    Path dir;

    /** A command line, variables before it as in a shell: {@code A=1 B=2 | M -w3}. */
    private static RunSettings read(String line) {
        String[] parts = line.contains(" | ") ? line.split(" \\| ") : new String[] {"", line};
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : parts[0].isBlank() ? new String[0] : parts[0].split(" ")) {
            variables.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        Command command = PicocliArguments.parse(parts[1].strip().split(" "));
        return RunSettings.read(((Command.Run) command).arguments(), new Environment(variables));
    }

    private static String place(RunSettings settings) {
        return settings.place() == null
                ? "alone"
                : settings.place().processId() + " of " + settings.place().addresses();
    }

    private static final SecuritySettings NO_SECURITY = new SecuritySettings(null, null, null, null, null);

    @Test
    void defaults_are_one_worker_in_one_process() {
        RunSettings settings = read("M:flow");

        assertThat(settings)
                .isEqualTo(new RunSettings(
                        "M:flow", null, 1, 1, null, null, null, null, null, List.of(), NO_SECURITY, false, false));
    }

    @Test
    void options_say_how_to_run() {
        RunSettings settings = read("M -w3 -s 500ms --connect-timeout 0 --peer-timeout=2m -cp a -v --stacktrace");

        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.snapshotInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.connectTimeout()).isZero();
        assertThat(settings.peerTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.classPath()).isEqualTo(new ClassPath(List.of(Path.of("a")), "-cp"));
        assertThat(settings.verbose()).isTrue();
        assertThat(settings.stacktrace()).isTrue();
        assertThat(read("M --allow-type a.B$C --allow-type d.*").allowedTypes()).containsExactly("a.B$C", "d.*");
    }

    @Test
    void the_environment_does_what_options_do_and_an_option_wins() {
        assertThat(read("BYTEWAX_WORKERS_PER_PROCESS=4 | M").workers()).isEqualTo(4);
        assertThat(read("BYTEWAX_WORKERS_PER_PROCESS=4 | M -w2").workers()).isEqualTo(2);
        assertThat(read("BYTEWAX_WORKERS_PER_PROCESS= | M").workers()).isEqualTo(1);
        assertThat(read("BYTEWAX_PROCESSES=3 | M").processes()).isEqualTo(3);
        assertThat(read("BYTEWAX_SNAPSHOT_INTERVAL=0 | M").snapshotInterval()).isZero();
        assertThat(read("CLASSPATH=x | M").classPath()).isEqualTo(new ClassPath(List.of(Path.of("x")), "CLASSPATH"));
        assertThat(read("CLASSPATH=x | M -cp y").classPath()).isEqualTo(new ClassPath(List.of(Path.of("y")), "-cp"));
    }

    @Test
    void a_process_knows_its_place_from_options_or_the_environment() {
        assertThat(place(read("M -i1 -a a:1;b:2"))).isEqualTo("1 of [a:1, b:2]");
        assertThat(place(read("BYTEWAX_PROCESS_ID=1 BYTEWAX_ADDRESSES=a:1;b:2 | M")))
                .isEqualTo("1 of [a:1, b:2]");
        assertThat(place(read("BYTEWAX_PROCESS_ID=1 BYTEWAX_ADDRESSES=a:1;b:2 | M -i0")))
                .isEqualTo("0 of [a:1, b:2]");
        assertThat(place(read("M -i0 -a [::1]:2101;b:2"))).isEqualTo("0 of [[::1]:2101, b:2]");
        String pod = "BYTEWAX_POD_NAME=flow-x-1 BYTEWAX_STATEFULSET_NAME=flow-x BYTEWAX_ADDRESSES=a:1;b:2";
        assertThat(place(read(pod + " | M"))).isEqualTo("1 of [a:1, b:2]");
        assertThat(place(read(pod + " BYTEWAX_PROCESS_ID=0 | M"))).isEqualTo("0 of [a:1, b:2]");
        assertThat(place(read("BYTEWAX_POD_NAME=flow-x-1 | M -i0 -a a:1;b:2"))).isEqualTo("0 of [a:1, b:2]");
        assertThat(place(read("BYTEWAX_POD_NAME=flow-x-1 | M -p2"))).isEqualTo("alone");
        assertThat(place(read("HOSTNAME=flow-x-1 | M"))).isEqualTo("alone");
    }

    @Test
    void the_host_file_is_read_only_when_the_process_id_is_known() {
        Path hosts = TestSources.write(dir, "hosts", "# all\na:1 # here\n\n  b:2  \n  #c:3\n");

        assertThat(place(read("BYTEWAX_PROCESS_ID=1 BYTEWAX_HOSTFILE_PATH=" + hosts + " | M")))
                .isEqualTo("1 of [a:1, b:2]");
        assertThat(place(read("BYTEWAX_HOSTFILE_PATH=" + dir + "/none | M"))).isEqualTo("alone");
        assertThat(place(read("BYTEWAX_HOSTFILE_PATH=" + dir + "/none | M -i0 -a a:1")))
                .isEqualTo("0 of [a:1]");
        assertThatThrownBy(() -> read("BYTEWAX_HOSTFILE_PATH=" + dir + "/none | M -i0"))
                .hasMessageStartingWith("BYTEWAX_HOSTFILE_PATH: cannot read \"" + dir + "/none\"");
        TestSources.write(dir, "hosts", "# none\n\n");
        assertThatThrownBy(() -> read("BYTEWAX_HOSTFILE_PATH=" + hosts + " | M -i0"))
                .hasMessage("BYTEWAX_HOSTFILE_PATH: \"" + hosts + "\" has no addresses in it");
    }

    @Test
    void a_local_cluster_and_a_place_in_one_exclude_each_other_but_an_option_beats_the_environment() {
        RunSettings local = read("BYTEWAX_PROCESS_ID=1 BYTEWAX_ADDRESSES=a:1;b:2 | M -p2");
        assertThat(local.processes()).isEqualTo(2);
        assertThat(place(local)).isEqualTo("alone");
        RunSettings placed = read("BYTEWAX_PROCESSES=2 | M -i0 -a a:1;b:2");
        assertThat(placed.processes()).isEqualTo(1);
        assertThat(place(placed)).isEqualTo("0 of [a:1, b:2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "M -w0 ! -w: expected a number of worker threads, 1 to 1024, got \"0\"",
                "M -w1025 ! -w: expected a number of worker threads, 1 to 1024, got \"1025\"",
                "BYTEWAX_WORKERS_PER_PROCESS=100000000 | M ! BYTEWAX_WORKERS_PER_PROCESS: expected a number of worker threads, 1 to 1024, got \"100000000\"",
                "M -p257 ! -p: expected a number of processes, 1 to 256, got \"257\"",
                "M -w x ! -w: expected a number of worker threads, 1 to 1024, got \"x\"",
                "M -w 1.5 ! -w: expected a number of worker threads, 1 to 1024, got \"1.5\"",
                "M -w +3 ! -w: expected a number of worker threads, 1 to 1024, got \"+3\"",
                "M -w 99999999999 ! -w: expected a number of worker threads, 1 to 1024, got \"99999999999\"",
                "BYTEWAX_WORKERS_PER_PROCESS=two | M ! BYTEWAX_WORKERS_PER_PROCESS: expected a number of worker threads, 1 to 1024, got \"two\"",
                "M -p0 ! -p: expected a number of processes, 1 to 256, got \"0\"",
                "M -p2 -i0 ! -p starts a whole cluster on this machine, -i is for one process of a cluster: give one or the other",
                "M -p2 -a a:1 ! -p starts a whole cluster on this machine, -a is for one process of a cluster: give one or the other",
                "BYTEWAX_PROCESSES=2 BYTEWAX_PROCESS_ID=0 | M ! BYTEWAX_PROCESSES starts a whole cluster on this machine, BYTEWAX_PROCESS_ID is for one process of a cluster: give one or the other",
                "M -i0 ! -i needs -a: the addresses of all processes, as -a \"one:2101;two:2101\"",
                "BYTEWAX_PROCESS_ID=0 | M ! BYTEWAX_PROCESS_ID needs -a: the addresses of all processes, as -a \"one:2101;two:2101\", or BYTEWAX_HOSTFILE_PATH: a file with one in each line",
                "BYTEWAX_POD_NAME=flow-0 BYTEWAX_STATEFULSET_NAME=flow | M ! BYTEWAX_POD_NAME less BYTEWAX_STATEFULSET_NAME needs -a: the addresses of all processes, as -a \"one:2101;two:2101\", or BYTEWAX_HOSTFILE_PATH: a file with one in each line",
                "BYTEWAX_POD_NAME=flow-0 | M ! BYTEWAX_POD_NAME is set, but not BYTEWAX_STATEFULSET_NAME: the process id is the name of the pod less that of the stateful set and a dash; set both, or give it with -i",
                "BYTEWAX_POD_NAME=flow-0 BYTEWAX_STATEFULSET_NAME= | M -a a:1 ! BYTEWAX_POD_NAME is set, but not BYTEWAX_STATEFULSET_NAME: the process id is the name of the pod less that of the stateful set and a dash; set both, or give it with -i",
                "BYTEWAX_STATEFULSET_NAME=flow | M ! BYTEWAX_STATEFULSET_NAME is set, but not BYTEWAX_POD_NAME: the process id is the name of the pod less that of the stateful set and a dash; set both, or give it with -i",
                "M -a a:1;b:2 ! -a needs -i: which of the addresses is this process, from 0",
                "BYTEWAX_ADDRESSES=a:1 | M ! BYTEWAX_ADDRESSES needs -i: which of the addresses is this process, from 0",
                "M -i2 -a a:1;b:2 ! -i: process 2 is not in the list of 2 addresses, which are those of processes 0 to 1",
                "M -i1 -a a:1 ! -i: process 1 is not in the list of one address, which is that of process 0",
                "M -i x -a a:1 ! -i: expected the place of this process in the address list, 0 or more, got \"x\"",
                "M -i=-1 -a a:1 ! -i: expected the place of this process in the address list, 0 or more, got \"-1\"",
                "M -i0 -a host ! -a: malformed address \"host\": expected host:port, as in localhost:2101 or [::1]:2101",
                "M -i0 -a host:99999 ! -a: malformed address \"host:99999\": the port must be a number from 1 to 65535",
                "M -i0 -a host:0 ! -a: malformed address \"host:0\": the port must be a number from 1 to 65535",
                "M -i0 -a ::1:2101 ! -a: malformed address \"::1:2101\": an IPv6 address is written in brackets, as in [::1]:2101",
                "M -i0 -a a:1; ! -a: malformed address \"\": expected host:port, as in localhost:2101 or [::1]:2101",
                "M -i0 -a a:1;A:1 ! -a: address A:1 is there twice in \"a:1;A:1\": every process needs an address of its own",
                "BYTEWAX_POD_NAME=other-1 BYTEWAX_STATEFULSET_NAME=flow | M ! BYTEWAX_POD_NAME: expected a name that starts with \"flow-\", as BYTEWAX_STATEFULSET_NAME has it, got \"other-1\"",
                "BYTEWAX_POD_NAME=flow-x BYTEWAX_STATEFULSET_NAME=flow | M -a a:1 ! BYTEWAX_POD_NAME less BYTEWAX_STATEFULSET_NAME: expected the place of this process in the address list, 0 or more, got \"x\"",
                "M -s soon ! -s: expected a duration as 10 (seconds), 500ms, 10s, 5m, 1h or PT5M, got \"soon\"",
                "M -s=-1 ! -s: expected a duration as 10 (seconds), 500ms, 10s, 5m, 1h or PT5M, got \"-1\"",
                "BYTEWAX_SNAPSHOT_INTERVAL=1x | M ! BYTEWAX_SNAPSHOT_INTERVAL: expected a duration as 10 (seconds), 500ms, 10s, 5m, 1h or PT5M, got \"1x\"",
                "M --peer-timeout 0 ! --peer-timeout: expected a duration of at least 100ms, as 10 (seconds), 500ms, 10s, 5m, 1h or PT5M, got \"0\"",
                "M --allow-type a..b ! --allow-type: expected a class as com.acme.Order (nested: com.acme.Order$Line) or a package as com.acme.*, got \"a..b\"",
                "M -b 1h ! -b: it is about a recovery directory: give one with -r DIR",
                "M --recovery-partitions 3 ! --recovery-partitions: it is about a recovery directory: give one with -r DIR",
                "M -r d --recovery-partitions 0 ! --recovery-partitions: expected a number of recovery partitions, 1 to 4096, got \"0\"",
                "M -r d --recovery-partitions 5000 ! --recovery-partitions: expected a number of recovery partitions, 1 to 4096, got \"5000\"",
                "M -r d -b x ! -b: expected a duration as 10 (seconds), 500ms, 10s, 5m, 1h or PT5M, got \"x\"",
            })
    void a_wrong_setting_is_refused_with_its_name_and_what_was_expected(String line, String message) {
        assertThatThrownBy(() -> read(line)).isInstanceOfSatisfying(CliException.class, refused -> {
            assertThat(refused).hasMessage(message);
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.hint()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "10, PT10S",
        "0, PT0S",
        "500ms, PT0.5S",
        "5m, PT5M",
        "1h, PT1H",
        "2d, PT48H",
        "1.5s, PT1.5S",
        "7us, PT0.000007S",
        "100ns, PT0.0000001S",
        "PT5M, PT5M",
        "0.25, PT0.25S"
    })
    void durations_are_numbers_with_a_unit(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"''", "s", "1 s", "1S", "-1", "+1", "1.", ".5", "1.2.3", "1e3", "10sec", "PT", "PT-5M", "1234567890123"
    })
    void what_is_no_duration_is_not_taken_for_one(String text) {
        assertThat(DurationText.parse(text)).isNull();
    }
}
