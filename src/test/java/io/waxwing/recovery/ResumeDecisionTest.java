package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where to go on from, as a table. A partition is written "sealed/floor executions", an execution "number@resume epoch", with ' for another run. */
class ResumeDecisionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a new store
                "0/0; 0/0 | 0 1",
                // a clean end, and a second one
                "7/6 1@0; 7/6 1@0 | 7 2",
                "9/8 1@0 2@7; 9/8 1@0 2@7 | 9 3",
                // a crash between two seals: the one that is ahead gives its last epoch up
                "7/6 1@0; 6/5 1@0 | 6 2",
                // a crash in the first epoch
                "1/0 1@0; 0/0 1@0 | 0 2",
                // a crash while the execution was being noted: its number is not used again
                "6/6 1@0 2@6; 7/6 1@0 | 6 3",
                "0/0 3@0; 0/0 | 0 4",
                // a backup of one partition within the backup interval
                "12/4 1@0; 5/3 1@0 | 5 2",
                // all put back from one backup
                "5/4 1@0; 5/4 1@0 | 5 2",
            })
    void resumes_from_the_newest_epoch_that_all_have_sealed(String partitions, String expected) {
        ResumeDecision decision = ResumeDecision.of("flow", facts(partitions));

        assertThat(decision).isInstanceOfSatisfying(ResumeDecision.Resume.class, resume -> {
            assertThat(resume.epoch() + " " + resume.execution()).isEqualTo(expected);
            assertThat(resume.partitions()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12/11 1@0; 5/4 1@0 | part-1 is sealed through epoch 5, but part-0 can only resume from epoch 11 to 12: the first is an older copy, or lost its last writes; put back files of one time",
                "5/4 1@0; 12/11 1@0 | part-0 is sealed through epoch 5, but part-1 can only resume from epoch 11 to 12: the first is an older copy, or lost its last writes; put back files of one time",
                // the copy is of an execution whose later epochs were given up
                "9/2 1@0 2@4; 7/2 1@0 | part-1 has epoch 7 of execution 1, but part-0 has that of execution 2: the first is an older copy; put back files of one time",
                // all were put back from a backup and ran again, then one of the first time was put in
                "9/2 1@0 2@4; 8/2 1@0 2@4' | part-1 has epoch 8 of execution 2 (run run4'), but part-0 has that of execution 2 (run run4): one of them is an older copy; put back files of one time",
            })
    void an_older_copy_of_a_partition_is_refused(String partitions, String expected) {
        assertThat(ResumeDecision.of("flow", facts(partitions))).isEqualTo(new ResumeDecision.Refuse(expected));
    }

    @Test
    void what_does_not_belong_together_is_refused_by_name() {
        assertRefused(List.of(), "no recovery partition was found");
        assertRefused(
                List.of(fact("a", 0, 3, "s", "flow"), fact("c", 2, 3, "s", "flow")),
                "partition 1 is missing of 3 (found [0, 2], as a); put back the missing files, or start with an empty directory to begin"
                        + " anew");
        assertRefused(
                List.of(fact("a", 0, 2, "s", "wolf"), fact("b", 1, 2, "s", "wolf")),
                "a holds the state of flow \"wolf\", but this is flow \"flow\"; use another recovery directory");
        assertRefused(
                List.of(fact("a", 0, 3, "s", "flow"), fact("b", 1, 3, "t", "wolf"), fact("c", 2, 3, "s", "flow")),
                "b belongs to another recovery store (id t, flow \"wolf\") than a (id s, flow \"flow\"); put back the file of this store");
        assertRefused(
                List.of(fact("a", 0, 2, "s", "flow"), fact("b", 1, 3, "s", "flow")),
                "b is one of 3 partitions, but a is one of 2; put back the files of one store");
        assertRefused(
                List.of(fact("a", 0, 2, "s", "flow"), fact("b", 1, 2, "s", "flow"), fact("x", 1, 2, "s", "flow")),
                "partition 1 is there twice: b and x; remove the copy");
    }

    @Test
    void the_order_in_which_partitions_are_found_makes_no_difference() {
        List<PartitionFacts> facts = new ArrayList<>(facts("7/6 1@0; 6/5 1@0"));
        ResumeDecision one = ResumeDecision.of("flow", facts);
        Collections.reverse(facts);

        assertThat(ResumeDecision.of("flow", facts)).isEqualTo(one);
    }

    @Test
    void the_resume_epoch_was_sealed_when_the_last_partition_had_sealed_it() {
        var resume = (ResumeDecision.Resume) ResumeDecision.of("flow", facts("6/5 1@0; 7/6 1@0; 6/5 1@0; 6/5 1@0"));

        assertThat(resume.sealedAt()).isEqualTo(3006);
    }

    private static void assertRefused(List<PartitionFacts> facts, String why) {
        assertThat(ResumeDecision.of("flow", facts)).isEqualTo(new ResumeDecision.Refuse(why));
    }

    private static PartitionFacts fact(String file, int number, int count, String store, String flow) {
        return new PartitionFacts(file, number, count, store, flow, 0, 0, 0, List.of());
    }

    private static List<PartitionFacts> facts(String text) {
        String[] partitions = text.split("; *", -1);
        List<PartitionFacts> facts = new ArrayList<>();
        for (int i = 0; i < partitions.length; i++) {
            String[] words = partitions[i].trim().split(" ", -1);
            String[] numbers = words[0].split("/", -1);
            List<Execution> executions = Arrays.stream(words)
                    .skip(1)
                    .map(word -> word.split("@", -1))
                    .map(pair -> new Execution(
                            Long.parseLong(pair[0]), Long.parseLong(pair[1].replace("'", "")), "run" + pair[1]))
                    .toList();
            facts.add(new PartitionFacts(
                    "part-" + i,
                    i,
                    partitions.length,
                    "store",
                    "flow",
                    Long.parseLong(numbers[0]),
                    1000 * i + Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    executions));
        }
        return facts;
    }
}
