/**
 * Fused steps: what lies between a source or an exchange and the next exchange or sink runs as direct calls.
 *
 * <p>Every step is one small class with a {@code push}. Key and item go side by side, so that keyed streams need no pair object;
 * the key is null on unkeyed ones. A push is always taken. What can make many items of one ({@link io.waxwing.chain.Resumable})
 * looks at its {@link io.waxwing.chain.Gate} before each item it hands on, keeps its place when the gate is closed, and is resumed
 * later, deepest first.
 *
 * <pre>{@code
 * head -> MapStep -> FlatMapStep -> TeeStep -> SinkStep
 *                         |            '----> Outbox (in exchange)
 *                       Gate <------------------'  closed while a channel below has something pending
 * }</pre>
 *
 * <p>{@link io.waxwing.chain.Specializer} gives every step its own copy of its class, so that the JIT sees one receiver at each
 * call site and inlines the whole chain.
 *
 * <p>The steps of a worker are used by its thread only; the copies of their classes are shared.
 *
 * <p>Keys and items are data of users, null among them, and pass through untyped: nullness is not checked here.
 */
@NullUnmarked
package io.waxwing.chain;

import org.jspecify.annotations.NullUnmarked;
