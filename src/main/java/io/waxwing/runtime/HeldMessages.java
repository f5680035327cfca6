package io.waxwing.runtime;

import io.waxwing.exchange.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the stores of other processes say before this one has its own: kept, then passed on in order. Any thread. */
final class HeldMessages implements Consumer<Message.Store> {
    private final List<Message.Store> held = new ArrayList<>();
    private @Nullable Consumer<Message.Store> target;

    @Override
    public synchronized void accept(Message.Store message) {
        if (target == null) {
            held.add(message);
        } else {
            target.accept(message);
        }
    }

    /** From now on to this one, beginning with what was kept. */
    synchronized void passTo(Consumer<Message.Store> newTarget) {
        held.forEach(newTarget);
        held.clear();
        target = newTarget;
    }
}
