package io.waxwing.testing;

import io.waxwing.testing.Interpreter.Order;
import io.waxwing.testing.Interpreter.Pair;
import io.waxwing.testing.Interpreter.Stream;
import io.waxwing.window.Late;
import io.waxwing.window.Windowed;
import io.waxwing.window.Windower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What windows of {@link FlowWindows} make of the values of a key one after the other, where that depends on when values come. */
final class ListArrivals {
    /** The windows of a key. */
    private interface Windows {
        void add(Object value, Instant at);

        void moveTo(Instant watermark);

        /** Whether none is open; a key with nothing in it is forgotten. */
        boolean isEmpty();

        long lateId(Instant at);
    }

    private ListArrivals() {}

    static List<Stream> counted(int variant, Stream in) {
        boolean ordered = FlowWindows.isCountOrdered(variant);
        return streams(in, variant, ordered, (key, down) -> new Counts(FlowWindows.most(variant), key, down));
    }

    static List<Stream> own(int variant, Stream in) {
        return streams(in, variant, true, (key, down) -> new Bands(variant, key, down));
    }

    private interface Maker {
        Windows of(Object key, List<Pair> down);
    }

    private static List<Stream> streams(Stream in, int variant, boolean ordered, Maker maker) {
        List<Pair> down = new ArrayList<>();
        List<Pair> late = new ArrayList<>();
        ListWindows.groups(in)
                .forEach((key, values) ->
                        drive(key, values, FlowWindows.waiting(variant), ordered, maker.of(key, down), late));
        return List.of(new Stream(down, true, Order.PER_KEY), new Stream(late, true, Order.PER_KEY));
    }

    private static void drive(
            Object key, List<Object> values, Duration wait, boolean ordered, Windows windows, List<Pair> late) {
        List<Object> waiting = new ArrayList<>();
        Instant latest = null;
        for (Object value : values) {
            Instant at = FlowWindows.timestamp(value);
            latest = latest == null || at.isAfter(latest) ? at : latest;
            Instant watermark = latest.minus(wait);
            if (at.isBefore(watermark)) {
                late.add(new Pair(key, new Late<>(windows.lateId(at), at, value)));
            } else if (ordered) {
                waiting.add(value);
            } else {
                windows.add(value, at);
            }
            release(waiting, watermark, windows);
            windows.moveTo(watermark);
            if (waiting.isEmpty() && windows.isEmpty()) {
                latest = null;
            }
        }
        release(waiting, Instant.MAX, windows);
        windows.moveTo(Instant.MAX);
    }

    private static void release(List<Object> waiting, Instant watermark, Windows windows) {
        List<Object> due = waiting.stream()
                .filter(value -> !FlowWindows.timestamp(value).isAfter(watermark))
                .sorted(Comparator.comparing(FlowWindows::timestamp))
                .toList();
        waiting.removeAll(due);
        due.forEach(value -> windows.add(value, FlowWindows.timestamp(value)));
    }

    private static final class Counts implements Windows {
        private final int most;
        private final Object key;
        private final List<Pair> down;
        private final List<Windowed<Object>> full = new ArrayList<>();
        private List<Object> filling = new ArrayList<>();
        private long id;

        Counts(int most, Object key, List<Pair> down) {
            this.most = most;
            this.key = key;
            this.down = down;
        }

        @Override
        public void add(Object value, Instant at) {
            filling.add(value);
            if (filling.size() == most) {
                next();
            }
        }

        private void next() {
            List<Instant> times =
                    filling.stream().map(FlowWindows::timestamp).sorted().toList();
            full.add(new Windowed<>(id++, times.get(0), times.get(times.size() - 1), filling));
            filling = new ArrayList<>();
        }

        @Override
        public void moveTo(Instant watermark) {
            if (watermark.equals(Instant.MAX) && !filling.isEmpty()) {
                next();
            }
            full.forEach(window -> down.add(new Pair(key, window)));
            full.clear();
        }

        @Override
        public boolean isEmpty() {
            if (filling.isEmpty()) {
                id = 0;
            }
            return filling.isEmpty();
        }

        @Override
        public long lateId(Instant at) {
            return Windower.LATE_ID;
        }
    }

    private static final class Bands implements Windows {
        private final int variant;
        private final Object key;
        private final List<Pair> down;
        private final Map<Long, List<Long>> states = new TreeMap<>();

        Bands(int variant, Object key, List<Pair> down) {
            this.variant = variant;
            this.key = key;
            this.down = down;
        }

        @Override
        public void add(Object value, Instant at) {
            long band = OwnWindows.bandOf(at);
            List<Long> soFar = states.computeIfAbsent(band, any -> new ArrayList<>(List.of((long) variant)));
            long before = soFar.get(soFar.size() - 1);
            soFar.add(FlowFunctions.mix(before, FlowFunctions.number(value)));
            if (soFar.size() % 2 == variant % 2) {
                emit(band, soFar.get(soFar.size() - 1));
            }
        }

        private void emit(long band, Object value) {
            down.add(new Pair(key, new Windowed<>(band, OwnWindows.openOf(band), OwnWindows.openOf(band + 1), value)));
        }

        @Override
        public void moveTo(Instant watermark) {
            List<Long> due = states.keySet().stream()
                    .filter(band -> !OwnWindows.openOf(band + 1).isAfter(watermark))
                    .toList();
            for (long band : due) {
                List<Long> all = states.remove(band);
                emit(band, "closed " + all.get(all.size() - 1));
            }
        }

        @Override
        public boolean isEmpty() {
            return states.isEmpty();
        }

        @Override
        public long lateId(Instant at) {
            return OwnWindows.bandOf(at);
        }
    }
}
