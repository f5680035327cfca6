package io.waxwing.connector;

/**
 * Every so-manieth block of a file: the blocks index, index + count, index + 2 count, ... A series of one is the whole file as one
 * block without end.
 *
 * @param index which series, from 0
 * @param count how many series share the file
 * @param blockSize bytes of a block
 */
record BlockSeries(int index, int count, long blockSize) {
    static final long BLOCK_SIZE = 256 << 10;

    BlockSeries(int index, int count) {
        this(index, count, BLOCK_SIZE);
    }

    boolean isWholeFile() {
        return count == 1;
    }

    /** Whether a line that starts at this offset belongs to the series. */
    boolean contains(long offset) {
        return isWholeFile() || offset / blockSize % count == index;
    }

    /** End of the block an offset lies in. */
    long endOfBlock(long offset) {
        return isWholeFile() ? Long.MAX_VALUE : (offset / blockSize + 1) * blockSize;
    }

    /** Start of the first block of the series. */
    long first() {
        return index * blockSize;
    }

    /** Start of the first block of the series that begins behind an offset. */
    long nextAfter(long offset) {
        var block = offset / blockSize;
        var distance = Math.floorMod(index - block, (long) count);
        return (block + (distance == 0 ? count : distance)) * blockSize;
    }
}
