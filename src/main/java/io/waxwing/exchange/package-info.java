/**
 * Items between workers, with bounded memory.
 *
 * <p>A <i>channel</i> (exchange, from, to) has a FIFO of its own at the sender ({@code Outbox}) and one at the
 * receiver ({@code Inbox}). The receiver grants credit after it has processed a batch and all that came of it;
 * the sender keeps what it may not send yet, and whatever feeds it stops.
 *
 * <pre>
 * push -> Outbox: open batch -> pending -> (credit) -> Courier ~~> Inbox: channel FIFO -> the next chain
 *                                   ^------------- Credit -------------'
 * </pre>
 *
 * <p>Knows neither threads nor sockets nor serialisers.
 */
@NullMarked
package io.waxwing.exchange;

import org.jspecify.annotations.NullMarked;
