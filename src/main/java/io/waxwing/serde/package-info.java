/**
 * Objects to bytes and back: batches between workers of different processes, and single values for saved state and keys.
 *
 * <p>The only room that knows Kryo, and Kryo knows only what this room lets it: a class resolver that hands out and takes
 * numbers, never names; serializers of ours for every type that has a size; input that is one array, already in memory.
 *
 * <pre>{@code
 *  values, keys -> BatchCodec -> [flags][count][new types][value column][key column] -> BatchCodec -> values, keys
 *                      |                          |
 *                 ColumnWriter             ChannelTypes: number <-> class, one object at each end of a channel
 *                      |
 *                   Kryo -> WireClassResolver -> TypeCatalog -> TypePolicy: may this class cross?
 * }</pre>
 *
 * <p>What may cross is said by {@link io.waxwing.serde.TypePolicy}, by name and before any class is looked up. An object that is
 * referred to twice arrives as two objects, and one that refers to itself is refused.
 */
@NullMarked
package io.waxwing.serde;

import org.jspecify.annotations.NullMarked;
