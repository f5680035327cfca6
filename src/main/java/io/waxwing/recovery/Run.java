package io.waxwing.recovery;

/**
 * Versions of keys of one step in the order of {@link RowView}, packed into blocks; written once, then only read.
 *
 * @param id of its blocks; not used again while there are any
 * @param first no version in it is of an earlier epoch
 * @param last versions of later epochs are not valid, and passed over
 * @param rows how many versions it was written with
 * @param blocks how many blocks it has, numbered from 0
 * @param bytes in all blocks
 * @param digest sum of the checksums of its blocks
 */
record Run(long id, long first, long last, long rows, int blocks, long bytes, long digest) {
    /** The same without what is later than an epoch, which must not be before its first. */
    Run cutTo(long epoch) {
        return new Run(id, first, Math.min(last, epoch), rows, blocks, bytes, digest);
    }
}
