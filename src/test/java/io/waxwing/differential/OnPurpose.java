package io.waxwing.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is not as in the reference on purpose: all of it, each with its name in {@code src/docs/decisions.md}, where the reasons are.
 * Nothing else is left out of the comparison.
 */
enum OnPurpose {
    /**
     * Once all sessions of a key are closed the key starts anew, with a clock that knows no watermark and ids from 0; in the reference
     * it never does. They can all be closed before the end only by a clock that moves on between values, so these are not drawn.
     */
    FORGOTTEN_SESSIONS {
        @Override
        boolean affects(Node node) {
            return WindowAnalysis.isSession(node) && WindowAnalysis.isTicking(node);
        }
    },
    /** A reduction over overlapping windows takes values together by panes, not in the order of arrival: only commuting ones are drawn. */
    PANES {
        @Override
        boolean affects(Node node) {
            return node.op() == Operation.WINDOW
                    && "reduce".equals(node.list("a").get(0))
                    && !WindowAnalysis.commutes(node.list("a"))
                    && WindowAnalysis.overlap(node) > 1;
        }
    },
    /**
     * The metadata of a session names all sessions that became part of it; the reference's only those that did so directly. And a result
     * that is emitted at the value that makes two sessions one has the id of the one that stays; in the reference maybe that of the
     * other.
     */
    MERGED_IDS {
        @Override
        boolean affects(Node node) {
            return false; // compared, as far as the reference tells
        }
    },
    /**
     * Where sessions of a join become one, {@code first} takes the value of the earlier session and {@code last} that of the later, as
     * folds do; in the reference it is the other way round. Only joins that are not ordered have such sessions.
     */
    MERGED_JOINS {
        @Override
        boolean affects(Node node) {
            return node.op() != Operation.WINDOW && hidesMergedIds(node) && !"product".equals(node.text("insert"));
        }
    },
    /**
     * A clock that goes back stands still for all keys of a step until it is where it was; in the reference, for each key that saw it.
     * Clocks that values move are only moved on.
     */
    CLOCK_GOES_BACK {
        @Override
        boolean affects(Node node) {
            return false; // not drawn
        }
    },
    /**
     * An ordered join of first or last values asks for the timestamp of a value again where it has to tell which of two is the later. A clock
     * that is moved on whenever a timestamp is asked for is moved on more often then.
     */
    ASKED_AGAIN {
        @Override
        boolean affects(Node node) {
            return node.op().effect == Operation.Effect.WINDOW
                    && node.op() != Operation.WINDOW
                    && !WindowAnalysis.isSession(node)
                    && WindowAnalysis.isTicking(node)
                    && node.flag("ordered")
                    && "final".equals(node.text("emit"))
                    && !"product".equals(node.text("insert"));
        }
    },
    /** Of windows that close at once, the earlier comes first; in the reference the one whose first value came first. */
    CLOSING_ORDER {
        @Override
        boolean affects(Node node) {
            return false; // order is compared within windows
        }
    };

    /** Whether a step with these parameters may differ, so that there is nothing to compare. */
    abstract boolean affects(Node node);

    static boolean any(Node node) {
        for (OnPurpose difference : values()) {
            if (difference.affects(node)) {
                return true;
            }
        }
        return false;
    }

    /** By {@link #MERGED_IDS}: whether steps behind the metadata would see other ids. Sessions whose values come in order don't merge. */
    static boolean hidesMergedIds(Node node) {
        return node.op().effect == Operation.Effect.WINDOW && WindowAnalysis.isSession(node) && !node.flag("ordered");
    }

    /** By {@link #MERGED_IDS}: whether results may have other ids, and are compared without. */
    static boolean hidesIds(Node node) {
        return hidesMergedIds(node)
                && (node.op() == Operation.WINDOW
                        ? "marks".equals(node.list("a").get(0))
                        : !"final".equals(node.text("emit")));
    }

    /** By {@link #MERGED_IDS}: pairs of a key, and a window's id and a value, without the id. */
    static List<@Nullable Object> withoutIds(List<@Nullable Object> results) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object pair : results) {
            values.add(List.of(
                    session(pair).get(0), Objects.requireNonNull(metadata(pair).get(1))));
        }
        return values;
    }

    /**
     * By {@link #MERGED_IDS}: the reference's metadata with the ids that are named here, if they are among them.
     *
     * @param expected pairs of a key and a list: id, open, close, merged ids
     */
    static List<@Nullable Object> withMergedIds(List<@Nullable Object> expected, List<@Nullable Object> got) {
        Map<List<?>, List<?>> here = new HashMap<>();
        for (Object pair : got) {
            here.put(session(pair), ids(pair));
        }
        List<@Nullable Object> completed = new ArrayList<>();
        for (Object pair : expected) {
            List<?> named = here.getOrDefault(session(pair), List.of());
            boolean contained = new HashSet<>(named).containsAll(ids(pair));
            completed.add(contained && !ids(pair).isEmpty() ? with(pair, named) : pair);
        }
        return completed;
    }

    private static List<?> metadata(@Nullable Object pair) {
        return (List<?>) Objects.requireNonNull(((List<?>) Objects.requireNonNull(pair)).get(1));
    }

    private static List<?> session(@Nullable Object pair) {
        List<?> metadata = metadata(pair);
        return List.of(
                Objects.requireNonNull(((List<?>) Objects.requireNonNull(pair)).get(0)),
                metadata.subList(0, Math.min(3, metadata.size())));
    }

    private static List<?> ids(@Nullable Object pair) {
        List<?> metadata = metadata(pair);
        return metadata.size() < 4 ? List.of() : (List<?>) Objects.requireNonNull(metadata.get(3));
    }

    private static List<?> with(@Nullable Object pair, List<?> ids) {
        List<@Nullable Object> metadata = new ArrayList<>(metadata(pair));
        metadata.set(3, ids);
        return List.of(Objects.requireNonNull(((List<?>) Objects.requireNonNull(pair)).get(0)), metadata);
    }
}
