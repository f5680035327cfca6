package io.waxwing.runtime;

import io.waxwing.chain.Combiner;
import io.waxwing.chain.Downstream;
import io.waxwing.chain.Gate;
import io.waxwing.chain.Resumable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source step, or an exchange's input, on a worker: what pushes a chain. A head whose gate is closed starts nothing; the other
 * heads of the worker go on.
 */
abstract class Head {
    /**
     * What a head pushes into.
     *
     * @param first the first step of the chain
     * @param gate closed while any exchange that the chain can reach has something waiting
     * @param resumables producers inside the chain, the deepest first
     * @param combiners what holds items back, the shallowest first
     */
    record Chain(Downstream first, Gate gate, List<Resumable> resumables, List<Combiner> combiners) {}

    final String stepId;
    final Chain chain;
    private boolean through;
    private boolean ended;
    private boolean flushOwed;

    Head(String stepId, Chain chain) {
        this.stepId = stepId;
        this.chain = chain;
    }

    /**
     * One quantum: goes on with what is under way, else takes something new.
     *
     * @return whether anything was done
     */
    final boolean step(Epochs epochs, WorkerClock clock) {
        if (chain.gate.isClosed()) {
            return false;
        }
        boolean progress = false;
        if (!isIdle()) {
            progress = true;
            if (!goOn()) {
                return true;
            }
        }
        if (!through && !ended && !chain.gate.isClosed() && takeNew(epochs, clock)) {
            progress = true;
        }
        return progress;
    }

    /** Goes on, deepest first; true when all that was taken has been handed on. */
    final boolean goOn() {
        while (!isIdle()) {
            for (Resumable resumable : chain.resumables) {
                if (resumable.isSuspended()) {
                    resumable.resume();
                    if (resumable.isSuspended()) {
                        return false;
                    }
                }
            }
            if (!resumeOwn()) {
                return false;
            }
            if (flushOwed) {
                flushOwed = false;
                chain.first.flush();
            } else if (!isSuspendedBelow()) {
                onHandedOn();
            }
        }
        return true;
    }

    /** The end of a batch must be told to the chain, once all of it has been pushed. */
    final void oweFlush() {
        flushOwed = true;
    }

    /** Whether nothing is under way. */
    final boolean isIdle() {
        return !flushOwed && isOwnIdle() && !isSuspendedBelow();
    }

    private boolean isSuspendedBelow() {
        for (Resumable resumable : chain.resumables) {
            if (resumable.isSuspended()) {
                return true;
            }
        }
        return false;
    }

    /** Empties the combiners below; true when they are and nothing is under way. */
    final boolean release() {
        if (!isIdle()) {
            return false;
        }
        boolean released = false;
        for (Combiner combiner : chain.combiners) {
            if (!combiner.isEmpty()) {
                if (chain.gate.isClosed()) {
                    return false;
                }
                combiner.release();
                released = true;
                if (!combiner.isEmpty()) {
                    break;
                }
            }
        }
        if (released) {
            flushOwed = true;
            goOn();
        }
        return isIdle() && chain.combiners.stream().allMatch(Combiner::isEmpty);
    }

    /** Whether nothing of its own is under way. */
    abstract boolean isOwnIdle();

    /** Goes on with its own batch until it is through or the gate closes; true when through. */
    abstract boolean resumeOwn();

    /** All that came of a batch has been taken. */
    abstract void onHandedOn();

    /** Takes something new if there is any. */
    abstract boolean takeNew(Epochs epochs, WorkerClock clock);

    /** When it wants to be asked again without a message; null: not. */
    abstract @Nullable Instant nextWake(Epochs epochs, WorkerClock clock);

    /** Whether nothing more comes to it in this execution, all is handed on and the end has been told. */
    abstract boolean mayEnd();

    /** Whether it has had all of the epoch. */
    abstract boolean mayBeThrough();

    /** Hands over what changed in the epoch. */
    abstract void save(StateWriter writer);

    /** A new epoch is open. */
    abstract void openEpoch();

    final boolean isThrough() {
        return through;
    }

    final boolean isEnded() {
        return ended;
    }

    final boolean tryEnd() {
        if (!ended && isIdle() && mayEnd() && release()) {
            ended = true;
            return true;
        }
        return false;
    }

    final boolean tryThrough(StateWriter writer) {
        if (!through && isIdle() && mayBeThrough() && release()) {
            through = true;
            save(writer);
            return true;
        }
        return false;
    }

    final void reopen() {
        through = false;
        openEpoch();
    }
}
