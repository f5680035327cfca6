package io.waxwing.recovery;

import org.jspecify.annotations.Nullable;

/**
 * A key's saved state, or the position of a source or sink partition, whose key is its name.
 *
 * @param stepId full id of the step
 * @param state serialised; null: the key is gone
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StateRow(String stepId, Object key, byte @Nullable [] state) {}
