package io.waxwing.testing;

import io.waxwing.exchange.Batch;
import io.waxwing.exchange.Courier;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.Message.InBand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that are under way: a queue per channel of an exchange, one per pair of workers for control, and one per pair of a
 * recovery partition and a worker. Within a lane order is kept; among lanes anything may overtake anything.
 */
final class Lanes {
    /** The lane of control messages between two workers. */
    static final int CONTROL = -1;

    private record Key(int kind, int from, int to) {}

    /** Messages from one to one. */
    record Lane(int kind, int from, int to, Deque<Message> messages) {
        @Override
        public String toString() {
            String what = kind >= 0 ? "exchange " + kind : kind == CONTROL ? "control" : "sealed";
            return what + " " + from + "->" + to + " " + messages;
        }
    }

    private final int workersPerProcess;
    private final int workers;
    private final Map<Key, Lane> lanes = new HashMap<>();
    private final List<Lane> waiting = new ArrayList<>();

    Lanes(int processes, int workersPerProcess) {
        this.workersPerProcess = workersPerProcess;
        this.workers = processes * workersPerProcess;
    }

    /** Lanes that have something to deliver; their places change with each delivery. */
    List<Lane> waiting() {
        return waiting;
    }

    /** Takes the first message of a waiting lane. */
    Message take(Lane lane) {
        Message message = lane.messages.removeFirst();
        if (lane.messages.isEmpty()) {
            waiting.remove(lane);
        }
        return message;
    }

    /** Puts a message behind those of its lane. */
    void put(int kind, int from, int to, Message message) {
        Lane lane =
                lanes.computeIfAbsent(new Key(kind, from, to), key -> new Lane(kind, from, to, new ArrayDeque<>(2)));
        lane.messages.addLast(message);
        if (lane.messages.size() == 1) {
            waiting.add(lane);
        }
    }

    /** What one worker sends through. */
    Courier courier(int from) {
        return new Courier() {
            @Override
            public int workers() {
                return workers;
            }

            @Override
            public boolean isRemote(int worker) {
                return worker / workersPerProcess != from / workersPerProcess;
            }

            @Override
            public void send(int toWorker, Message message) {
                if (message instanceof InBand inBand) {
                    if (message instanceof Batch && isRemote(toWorker)) {
                        throw new IllegalStateException("objects were sent to another process: " + message);
                    }
                    put(inBand.exchange(), from, toWorker, message);
                } else {
                    put(CONTROL, from, toWorker, message);
                }
            }
        };
    }
}
