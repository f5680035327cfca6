package io.waxwing.runtime;

import io.waxwing.chain.StepFailure;
import io.waxwing.connector.ResumeRefusedException;
import io.waxwing.recovery.RecoveryException;
import io.waxwing.recovery.SinkNotDurableException;
import io.waxwing.text.Causes;
import io.waxwing.text.Shown;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The first failure of a process: later ones are what it led to. Any thread. To note a failure takes no memory, as there may be none: nothing
 * is made, and nothing that Java would make when it is used first.
 */
final class Failures {
    private static final int LONGEST = 600;

    private final CountDownLatch settled = new CountDownLatch(1);
    private final FlowException unspeakable = new FlowException(
            FlowException.Kind.FLOW,
            "out of memory, and there was none left to say where",
            new OutOfMemoryError("while a failure was described"));
    /** Written under the lock. */
    private volatile @Nullable FlowException first;

    /** Notes a failure; tells whether it was the first. */
    synchronized boolean trip(FlowException failure) {
        boolean isFirst = first == null;
        if (isFirst) {
            first = failure;
        }
        settled.countDown();
        return isFirst;
    }

    /** Of a failure that could not be described, and why not; if that was for want of memory, it was made beforehand. */
    FlowException undescribed(Throwable thrown, Throwable why) {
        if (Causes.have(why, OutOfMemoryError.class) || Causes.have(thrown, OutOfMemoryError.class)) {
            return unspeakable;
        }
        try {
            String what = thrown.getClass().getName() + ", which cannot be described: " + describe(why);
            return new FlowException(FlowException.Kind.FLOW, what, thrown);
        } catch (Throwable noMemoryNow) {
            return unspeakable;
        }
    }

    /** All workers have ended, or the run was cancelled: nobody need wait for a failure any more. */
    void settle() {
        settled.countDown();
    }

    /** Waits for a failure, or until there is no need to. */
    void awaitSettled() throws InterruptedException {
        settled.await();
    }

    @Nullable
    FlowException first() {
        return first;
    }

    /** What is said of an exception that a worker ended with, while it worked at a step or one below it. */
    static FlowException of(Worker worker, @Nullable String step, Throwable thrown) {
        if (thrown instanceof FlowException known) {
            return known;
        }
        String at = "worker " + worker.worker() + ", epoch " + worker.epoch();
        if (thrown instanceof StepFailure failure) {
            Throwable cause = failure.thrown();
            String given = given("key", failure.key()) + item(cause, failure.item());
            boolean saved = cause instanceof RecoveryException || cause instanceof ResumeRefusedException;
            return new FlowException(
                    saved ? FlowException.Kind.RECOVERY : FlowException.Kind.FLOW,
                    "step \"" + failure.stepId() + "\" (" + at + given + "): " + describe(cause),
                    cause);
        }
        String where = step == null ? at : "step \"" + step + "\" or one below it (" + at + ")";
        return new FlowException(FlowException.Kind.FLOW, where + ": " + describe(thrown), thrown);
    }

    /** Left out where there is no memory for its text, which may be long before it is cut. */
    private static String item(Throwable cause, @Nullable Object item) {
        if (Causes.have(cause, OutOfMemoryError.class)) {
            return "";
        }
        try {
            return given("item", item);
        } catch (OutOfMemoryError e) {
            return ", an item too large to show";
        }
    }

    private static String given(String what, @Nullable Object data) {
        return data == null ? "" : ", " + what + " \"" + Shown.of(data) + "\"";
    }

    /** What is said of an exception that the thread of the store ended with. */
    static FlowException ofStore(Throwable thrown) {
        FlowException.Kind kind =
                thrown instanceof RecoveryException ? FlowException.Kind.RECOVERY : FlowException.Kind.FLOW;
        boolean known = thrown instanceof RecoveryException || thrown instanceof SinkNotDurableException;
        return new FlowException(kind, (known ? "" : "saving state: ") + describe(thrown), thrown);
    }

    /** What is said when the thread that talks to other processes has no memory. */
    static FlowException ofMesh(OutOfMemoryError thrown) {
        return new FlowException(FlowException.Kind.FLOW, "talking to other processes: " + describe(thrown), thrown);
    }

    /** An exception in a line: the message alone where it is a sentence of Waxwing's, else its type and message. */
    static String describe(Throwable cause) {
        String type = cause.getClass().getName();
        String message = Causes.messageOf(cause);
        if (Causes.have(cause, ClosedByInterruptException.class)) {
            return type
                    + ": the worker's thread was interrupted; user code that catches InterruptedException must not leave the"
                    + " thread interrupted";
        }
        if (message == null) {
            return type;
        }
        String shown = Shown.of(message, LONGEST);
        return type.startsWith("io.waxwing.") ? shown : type + ": " + shown;
    }
}
