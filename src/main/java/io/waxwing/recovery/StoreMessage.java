package io.waxwing.recovery;

import java.util.List;

/**
 * What the processes of a cluster tell each other about saved state. In the order of a run:
 *
 * <pre>
 *  LISTING   which partitions are there           all to all       twice when a store had to be made first
 *  CREATED   a store was made                     process 0 to all
 *  FACTS     what my partitions say               all to all       then each decides, and all come to the same
 *  READY     my partitions are cut to the epoch   all to all       with the positions of sources and sinks
 *  LOAD      saved rows for a worker              bulk, a few per worker until LOAD_ACK
 *  ROWS      what changed in an epoch             bulk, a few per process until ROW_CREDIT
 *  DONE      that was all of it                   bulk, behind the rows
 *  BACKUP    copy when you have sealed an epoch   bulk, to all, before the rows of it
 *  COPIED    one partition was
 * </pre>
 */
sealed interface StoreMessage {
    /** Which partitions the sender sees, and where. The place is the same for processes that share a directory. */
    record Listing(int round, String place, List<Integer> partitions) implements StoreMessage {}

    /** Process 0 has made a store. */
    record Created() implements StoreMessage {}

    /** What the partitions say that the sender has opened. */
    record Facts(List<PartitionFacts> facts) implements StoreMessage {}

    /** The sender's partitions are ready for the execution. */
    record Ready(List<StateRow> positions) implements StoreMessage {}

    /** Saved rows for a worker; the last of this sender if so marked. */
    record Load(int worker, List<StateRow> rows, boolean last) implements StoreMessage {}

    /** A worker has taken what one LOAD of the receiver's brought. */
    record LoadAck(int worker) implements StoreMessage {}

    /** Rows of an epoch from a worker for one partition of the receiver's. */
    record Rows(int partition, long epoch, int worker, List<StateRow> rows) implements StoreMessage {}

    /** A worker had so many rows of an epoch for a partition, and what its sinks wrote in it is durable. */
    record Done(int partition, long epoch, int worker, int count) implements StoreMessage {}

    /** How many ROWS the receiver may have sent in all to the sender of this. */
    record RowCredit(long limit) implements StoreMessage {}

    /** The sender was asked for a backup: each partition is to be copied when it has sealed this epoch. Comes before the sender's DONE of it. */
    record Backup(long epoch, String to) implements StoreMessage {}

    /** A partition was copied, or could not be and why; to the sender of BACKUP. */
    record Copied(int partition, String problem) implements StoreMessage {}

    /** Whether it goes behind items rather than overtaking them. */
    default boolean isBulk() {
        return this instanceof Load || this instanceof Rows || this instanceof Done || this instanceof Backup;
    }
}
