package io.waxwing.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads standard input on a thread of its own, for whichever partition has claimed it.
 *
 * <pre>
 *   System.in -> thread "waxwing-stdin" -> queue of a few lists of lines -> the claimant's worker
 *                                          wake() ----------------------->
 * </pre>
 */
final class StdinReader {
    private static final int QUEUED_LISTS = 2;

    private final Supplier<InputStream> in;
    private final BlockingQueue<List<String>> read = new ArrayBlockingQueue<>(QUEUED_LISTS);
    private final AtomicReference<@Nullable PartitionContext> claimant = new AtomicReference<>();

    private volatile @Nullable Throwable failure; // written by the reading thread, before ended
    private volatile boolean ended; // written by the reading thread, after the last list is in the queue
    private boolean started; // by the claimant only
    private Iterator<String> current = Collections.emptyIterator(); // by the claimant only

    StdinReader(Supplier<InputStream> in) {
        this.in = in;
    }

    /** True for the first that asks; it becomes the claimant, until it releases. Begins to read. */
    boolean claim(PartitionContext context) {
        if (!claimant.compareAndSet(null, context)) {
            return false;
        }
        if (!started) {
            started = true;
            var thread = new Thread(this::readAll, "waxwing-stdin");
            thread.setDaemon(true);
            thread.start();
        }
        return true;
    }

    /** The claimant goes. Doesn't wait for the thread. */
    void release(PartitionContext context) {
        claimant.compareAndSet(context, null);
    }

    /** The next line, or null if there is none yet. For the claimant. */
    @Nullable
    String poll() {
        if (!current.hasNext()) {
            var next = read.poll();
            if (next == null) {
                return null;
            }
            current = next.iterator();
        }
        return current.next();
    }

    /** Whether all that will ever be read is there already. */
    boolean hasEnded() {
        return ended;
    }

    /** Throws what ended the reading, if that was not the end of the input. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw new IOException("reading standard input failed: " + failure.getMessage(), failure);
        }
    }

    private void readAll() {
        try {
            readLines();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new InterruptedIOException("the thread that reads it was interrupted");
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            ended = true;
            wakeClaimant();
        }
    }

    private void readLines() throws IOException, InterruptedException {
        var channel = Channels.newChannel(in.get());
        var buffer = new LineBuffer();
        while (buffer.fill(channel, Long.MAX_VALUE)) {
            var lines = new ArrayList<String>();
            for (var line = buffer.nextLine(); line != null; line = buffer.nextLine()) {
                lines.add(line);
            }
            handOver(lines);
        }
        var last = buffer.rest();
        if (last != null) {
            handOver(List.of(last));
        }
    }

    private void handOver(List<String> lines) throws InterruptedException {
        if (!lines.isEmpty()) {
            read.put(lines);
            wakeClaimant();
        }
    }

    private void wakeClaimant() {
        var context = claimant.get();
        if (context != null) {
            context.wake();
        }
    }
}
