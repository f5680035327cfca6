package io.waxwing.bench;

/**
 * What a run must give: how many items came to the sink, and one figure made of them.
 *
 * @param figure a sum or the greatest, as the workload says
 */
public record Answer(long items, long figure) {
    /** Two parts of one answer whose figures are sums. */
    public Answer plus(Answer other) {
        return new Answer(items + other.items, figure + other.figure);
    }

    /** Two parts of one answer whose figures are greatest values. */
    public Answer greatest(Answer other) {
        return new Answer(items + other.items, Math.max(figure, other.figure));
    }
}
