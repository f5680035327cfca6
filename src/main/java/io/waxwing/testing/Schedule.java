package io.waxwing.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Picks what happens next, by a seed: evenly, with one actor or one kind of event slow, or by priorities that are drawn anew now and
 * then. One choice in twenty is even whatever the mode, so that nothing waits for ever.
 */
final class Schedule {
    /** What can happen. */
    enum Kind {
        STEP,
        DELIVER,
        OUTSIDE
    }

    private record Possibility(Kind kind, int actor) {}

    private enum Mode {
        EVEN,
        SLOW_ACTOR,
        SLOW_KIND,
        PRIORITIES
    }

    private static final int TRIES = 6;

    private final SplittableRandom random;
    private final Mode mode;
    private final int slowActor;
    private final Kind slowKind;
    private final Map<Possibility, Integer> priorities = new HashMap<>();
    private Kind[] kinds = new Kind[64];
    private int[] actors = new int[64];
    private int size;

    Schedule(long seed) {
        random = new SplittableRandom(seed);
        mode = Mode.values()[random.nextInt(Mode.values().length)];
        slowActor = random.nextInt(4);
        slowKind = Kind.values()[random.nextInt(2)];
    }

    /** A number from 0 to {@code n}, exclusive. */
    int draw(int n) {
        return random.nextInt(n);
    }

    void clear() {
        size = 0;
    }

    /** Adds a possibility: who does it matters to some modes only. */
    void add(Kind kind, int actor) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            actors = Arrays.copyOf(actors, 2 * size);
        }
        kinds[size] = kind;
        actors[size++] = actor;
    }

    int size() {
        return size;
    }

    /** The place of the possibility that happens. */
    int pick() {
        if (size == 1) {
            return 0;
        }
        if (mode == Mode.EVEN || random.nextInt(20) == 0) {
            return random.nextInt(size);
        }
        if (mode == Mode.PRIORITIES) {
            return byPriority();
        }
        int picked = random.nextInt(size);
        for (int i = 0; i < TRIES && isSlow(picked); i++) {
            picked = random.nextInt(size);
        }
        return picked;
    }

    private boolean isSlow(int place) {
        return mode == Mode.SLOW_ACTOR ? actors[place] == slowActor : kinds[place] == slowKind;
    }

    private int byPriority() {
        if (random.nextInt(60) == 0) {
            priorities.clear();
        }
        int best = 0;
        int highest = -1;
        for (int i = 0; i < size; i++) {
            int priority =
                    priorities.computeIfAbsent(new Possibility(kinds[i], actors[i]), any -> random.nextInt(1 << 20));
            if (priority > highest) {
                highest = priority;
                best = i;
            }
        }
        return best;
    }
}
