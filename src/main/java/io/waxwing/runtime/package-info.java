/**
 * Workers and what drives them.
 *
 * <p>A {@link io.waxwing.runtime.Worker} is an object with {@code step()}; a thread, or a simulation, is only what calls it. It owns
 * {@code Head}s: a source step or an exchange's input, from which chains are pushed. {@code Epochs} holds the rules of opening
 * and closing epochs. Nothing here blocks a worker.
 *
 * <pre>
 * Mailbox --> Worker.step() --> SourceHead   --push--> chain --> Outbox --> Courier --> Mailbox of another worker
 *               |          '--> ExchangeHead --push--> chain --> ...                '-> mesh
 *             Epochs (open, closing, last, done)
 * </pre>
 */
@NullMarked
package io.waxwing.runtime;

import org.jspecify.annotations.NullMarked;
