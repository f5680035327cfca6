package io.waxwing.window;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open windows of one key. All calls come from one worker's thread, in this order for each value: {@link #openFor} or
 * {@link #lateFor}, {@link #merged}, {@link #closeFor}.
 *
 * @param <S> what is saved; must be serialisable by the runner
 */
public interface WindowerLogic<S> {
    /** Opens the windows that a timestamp is in, if they are not open, and gives their ids. */
    List<Long> openFor(Instant timestamp);

    /** The ids of windows that a late timestamp would have been in; opens nothing. */
    List<Long> lateFor(Instant timestamp);

    /** Which windows became part of another since the last call, in order. */
    List<WindowMerge> merged();

    /**
     * Closes what is over and forgets it.
     *
     * @param watermark never before that of an earlier call
     * @return the windows that closed, in order of time
     */
    List<WindowMetadata> closeFor(Instant watermark);

    /**
     * What is known of a window that {@link #openFor} gave since the last call of {@link #merged}, or that is open.
     *
     * @param windowId its id
     */
    WindowMetadata metadata(long windowId);

    /** The watermark at which {@link #closeFor} will next close something; null when nothing is open. */
    @Nullable
    Instant notifyAt();

    /** Whether there is nothing to keep for this key. */
    boolean isEmpty();

    /** The state to save; may be the live state itself. */
    S snapshot();

    /** Called first and once on a new logic, only when there is a saved state. */
    void restore(S snapshot);
}
