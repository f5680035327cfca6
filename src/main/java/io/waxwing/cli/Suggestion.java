package io.waxwing.cli;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant: by edit distance, upper and lower case close to each other. */
final class Suggestion {
    private Suggestion() {}

    /** The nearest of the names, or null when none is near: two letters may be wrong, or a third of them. */
    static @Nullable String nearest(String typed, Collection<String> names) {
        String best = null;
        int bestDistance = Math.min(2 * typed.length(), 2 * Math.max(2, typed.length() / 3) + 1);
        for (String name : names) {
            int distance = distance(typed, name, bestDistance);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Twice the number of letters to insert, drop or replace; a letter in the other case counts half. */
    private static int distance(String a, String b, int limit) {
        if (2 * Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        String lowerA = a.toLowerCase(Locale.ROOT);
        String lowerB = b.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = 2 * j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = 2 * i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + cost(a, b, lowerA, lowerB, i - 1, j - 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 2 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static int cost(String a, String b, String lowerA, String lowerB, int i, int j) {
        if (a.charAt(i) == b.charAt(j)) {
            return 0;
        }
        boolean sameLetter = i < lowerA.length() && j < lowerB.length() && lowerA.charAt(i) == lowerB.charAt(j);
        return sameLetter ? 1 : 2;
    }
}
