package io.waxwing.runtime;

import io.waxwing.Step;
import io.waxwing.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of a plan that have something to save. Their ids are unique; of all steps, those that only change the form of a stream share
 * the id of the step before.
 *
 * @param ids in the order of the plan
 * @param positioned those of sources and sinks, whose rows are positions, and {@link SavedClasses}: their rows are told to all
 */
public record SavedSteps(List<String> ids, Set<String> positioned) {
    /** Looks through a plan. */
    public static SavedSteps of(Plan plan) {
        List<String> ids = new ArrayList<>();
        Set<String> positioned = new HashSet<>();
        for (Step step : plan.steps()) {
            boolean position = step instanceof Step.Input || step instanceof Step.Output;
            if (position || step instanceof Step.Stateful) {
                ids.add(step.id());
            }
            if (position) {
                positioned.add(step.id());
            }
        }
        ids.add(SavedClasses.STEP);
        positioned.add(SavedClasses.STEP);
        return new SavedSteps(List.copyOf(ids), Set.copyOf(positioned));
    }
}
