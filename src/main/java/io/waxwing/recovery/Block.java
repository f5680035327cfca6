package io.waxwing.recovery;

/**
 * A block of a run as it is saved.
 *
 * <pre>
 *  row: [hash: 8] [epoch - first of the run: varint] [length of the key: varint] [length of the state + 1, 0: gone: varint] [key] [state]
 * </pre>
 *
 * @param rows how many are in it
 * @param crc CRC-32C over all of it and where it belongs, see {@link Checksums}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Block(int rows, long crc, byte[] bytes) {}
