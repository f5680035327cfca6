package io.waxwing.testing;

import io.waxwing.connector.ResumeRefusedException;
import io.waxwing.connector.SourceStatus;
import io.waxwing.connector.StatefulSourcePartition;
import io.waxwing.operator.Emitter;
import io.waxwing.testing.TestingStage.Abort;
import io.waxwing.testing.TestingStage.Eof;
import io.waxwing.testing.TestingStage.Items;
import io.waxwing.testing.TestingStage.Pause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through the stages of a {@link TestingSource}. A batch never reaches over a stage. */
final class TestingPartition<T> implements StatefulSourcePartition<T, Integer> {
    private final Iterator<TestingStage<T>> stages;
    private final int batchSize;
    private final InstantSource time;
    private Iterator<? extends T> items = Collections.emptyIterator();
    private int position;
    private @Nullable Instant pausedUntil;

    TestingPartition(List<TestingStage<T>> stages, int batchSize, InstantSource time, int resume)
            throws ResumeRefusedException {
        this.stages = stages.iterator();
        this.batchSize = batchSize;
        this.time = time;
        while (position < resume) {
            skipOne(resume);
        }
    }

    private void skipOne(int resume) throws ResumeRefusedException {
        if (items.hasNext()) {
            items.next();
            position++;
        } else if (!stages.hasNext()) {
            throw new ResumeRefusedException("the TestingSource has only " + position
                    + " items and sentinels, cannot resume behind " + resume + " of them");
        } else if (stages.next() instanceof Items<T> more) {
            items = more.items().iterator();
        } else {
            position++;
        }
    }

    @Override
    public SourceStatus nextBatch(Emitter<? super T> out) {
        if (pausedUntil != null) {
            if (time.instant().isBefore(pausedUntil)) {
                return SourceStatus.MORE;
            }
            pausedUntil = null;
        }
        while (!items.hasNext()) {
            if (!stages.hasNext()) {
                return SourceStatus.DONE;
            }
            var stage = stages.next();
            if (stage instanceof Items<T> more) {
                items = more.items().iterator();
                continue;
            }
            position++;
            if (stage instanceof Eof) {
                return SourceStatus.DONE;
            } else if (stage instanceof Pause<T> pause) {
                pausedUntil = time.instant().plus(pause.duration());
                return SourceStatus.MORE;
            } else if (stage instanceof Abort<T> abort && abort.happened().compareAndSet(false, true)) {
                throw new AbortExecution();
            }
        }
        emitItems(out);
        return SourceStatus.MORE;
    }

    private void emitItems(Emitter<? super T> out) {
        for (var emitted = 0; emitted < batchSize && items.hasNext(); emitted++) {
            var item = items.next();
            position++;
            out.emit(item);
        }
    }

    @Override
    public @Nullable Instant nextAwake() {
        return pausedUntil;
    }

    @Override
    public Integer snapshot() {
        return position;
    }
}
