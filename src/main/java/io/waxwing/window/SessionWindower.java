package io.waxwing.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sessions: windows of values that are at most a gap apart. */
final class SessionWindower implements Windower {
    private final Duration gap;

    SessionWindower(Duration gap) {
        if (gap.isNegative()) {
            throw new IllegalArgumentException("the gap of session windows must not be negative: " + gap);
        }
        this.gap = gap;
    }

    @Override
    public WindowerLogic<?> build() {
        return new Logic(gap);
    }

    /** What is saved: sessions in the order in which they began to be, and the next id. */
    record State(long nextId, List<Session> sessions) {}

    /** One session, as saved. */
    record Session(long id, Instant open, Instant close, List<Long> merged) {}

    private static final class Open {
        final long id;
        Instant open;
        Instant close;
        /** Ids of sessions that became part of this one; null when there are none. */
        @Nullable
        TreeSet<Long> merged;

        Open(long id, Instant open, Instant close) {
            this.id = id;
            this.open = open;
            this.close = close;
        }

        void take(Open other) {
            TreeSet<Long> all = merged == null ? new TreeSet<>() : merged;
            all.add(other.id);
            if (other.merged != null) {
                all.addAll(other.merged);
            }
            merged = all;
            if (other.close.isAfter(close)) {
                close = other.close;
            }
        }

        WindowMetadata metadata() {
            return new WindowMetadata(id, open, close, merged == null ? Set.of() : new TreeSet<>(merged));
        }
    }

    private static final class Logic implements WindowerLogic<State> {
        private final Duration gap;
        private long nextId;
        private final List<Open> sessions = new ArrayList<>(1);
        /** Sessions that became part of another since merges were told, if any, and with which. */
        private @Nullable List<WindowMerge> merges;

        private Map<Long, Open> gone = Map.of();

        Logic(Duration gap) {
            this.gap = gap;
        }

        @Override
        public List<Long> openFor(Instant timestamp) {
            for (Open session : sessions) {
                boolean before = timestamp.isBefore(session.open);
                boolean after = timestamp.isAfter(session.close);
                if (!before && !after) {
                    return List.of(session.id);
                }
                if (before && isWithin(timestamp, session.open)) {
                    session.open = timestamp;
                } else if (after && isWithin(session.close, timestamp)) {
                    session.close = timestamp;
                } else {
                    continue;
                }
                mergeNeighbours();
                return List.of(session.id);
            }
            var session = new Open(nextId++, timestamp, timestamp);
            sessions.add(session);
            return List.of(session.id);
        }

        private boolean isWithin(Instant from, Instant to) {
            return TimeMath.between(from, to).compareTo(gap) <= 0;
        }

        /** Each session that begins within the gap of the one before it becomes part of that. */
        private void mergeNeighbours() {
            if (sessions.size() < 2) {
                return;
            }
            List<Open> inTime = new ArrayList<>(sessions);
            inTime.sort(Comparator.comparing(session -> session.open));
            Open last = inTime.get(0);
            for (Open session : inTime.subList(1, inTime.size())) {
                if (session.open.isAfter(last.close) && !isWithin(last.close, session.open)) {
                    last = session;
                    continue;
                }
                last.take(session);
                if (merges == null) {
                    merges = new ArrayList<>();
                    gone = new LinkedHashMap<>();
                }
                merges.add(new WindowMerge(session.id, last.id));
                gone.put(session.id, last);
                sessions.remove(session);
            }
        }

        @Override
        public List<Long> lateFor(Instant timestamp) {
            return List.of(LATE_ID);
        }

        @Override
        public List<WindowMerge> merged() {
            List<WindowMerge> told = merges;
            if (told == null) {
                return List.of();
            }
            merges = null;
            gone = Map.of();
            return told;
        }

        @Override
        public List<WindowMetadata> closeFor(Instant watermark) {
            List<WindowMetadata> closed = null;
            for (int i = 0; i < sessions.size(); i++) {
                Open session = sessions.get(i);
                if (watermark.equals(Instant.MAX)
                        || TimeMath.between(session.close, watermark).compareTo(gap) > 0) {
                    closed = closed == null ? new ArrayList<>(1) : closed;
                    closed.add(session.metadata());
                    sessions.remove(i--);
                }
            }
            if (closed == null) {
                return List.of();
            }
            closed.sort(Comparator.comparing(WindowMetadata::open));
            return closed;
        }

        @Override
        public WindowMetadata metadata(long windowId) {
            for (Open session : sessions) {
                if (session.id == windowId) {
                    return session.metadata();
                }
            }
            Open into = gone.get(windowId);
            if (into == null) {
                throw new IllegalArgumentException("no session has the id " + windowId);
            }
            return into.metadata();
        }

        @Override
        public @Nullable Instant notifyAt() {
            Instant first = null;
            for (Open session : sessions) {
                if (first == null || session.close.isBefore(first)) {
                    first = session.close;
                }
            }
            return first == null ? null : TimeMath.plus(TimeMath.plus(first, gap), Duration.ofNanos(1));
        }

        @Override
        public boolean isEmpty() {
            return sessions.isEmpty();
        }

        @Override
        public State snapshot() {
            List<Session> saved = new ArrayList<>(sessions.size());
            for (Open session : sessions) {
                saved.add(new Session(
                        session.id,
                        session.open,
                        session.close,
                        session.merged == null ? new ArrayList<>() : new ArrayList<>(session.merged)));
            }
            return new State(nextId, saved);
        }

        @Override
        public void restore(State snapshot) {
            nextId = snapshot.nextId;
            for (Session saved : snapshot.sessions) {
                var session = new Open(saved.id, saved.open, saved.close);
                session.merged = saved.merged.isEmpty() ? null : new TreeSet<>(saved.merged);
                sessions.add(session);
            }
        }
    }
}
