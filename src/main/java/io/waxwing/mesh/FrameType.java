package io.waxwing.mesh;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of frames: their code on the wire, the size of their fixed fields, and whether a payload follows these. */
enum FrameType {
    /** First frame of both ends: process, process it means to speak to, incarnation (16). */
    HELLO(1, 24, false),
    /** What both ends must agree on: generation (16, zero but from process 0), number of pairs; then the pairs. */
    CONFIG(2, 20, true),
    /** The other end ends this socket for a reason: code; then the reason in words. */
    REJECT(3, 4, true),
    /** To process 0: linked with all. Generation. */
    READY(4, 16, false),
    /** To process 0: no longer linked with all. */
    NOT_READY(5, 0, false),
    /** All are linked with all; from here on messages. Generation. */
    START(6, 16, false),
    /** Are you there? Number. */
    PING(7, 8, false),
    /** Answer to a ping: its number. */
    PONG(8, 8, false),
    /** The sender's process has failed; the cause in words. */
    ABORT(9, 0, true),
    /** All workers of the sender's process are done; its last frame. */
    GOODBYE(10, 0, false),
    /** What the other end is to prove that it knows the cluster's token with: 32 random bytes. */
    CHALLENGE(11, 32, false),
    /** The proof: 32 bytes. */
    PROOF(12, 32, false),
    /** In place of ABORT where the cause is nobody's fault: the reader of the sender's output has gone away. The cause in words. */
    OUTPUT_CLOSED(13, 0, true),
    /** to, from, exchange, count, epoch; then the items. */
    BATCH(16, 24, true),
    /** to, from, exchange, epoch. */
    EPOCH_END(17, 20, false),
    /** to, from, exchange. */
    END_OF_STREAM(18, 12, false),
    /** to, from, epoch, 1 if sources ended + 2 if stop was asked. */
    CLOSE(19, 17, false),
    /** to, from. */
    SOURCES_ENDED(20, 8, false),
    /** to (the sender on the channel), from (its receiver), exchange, limit. */
    CREDIT(21, 20, false),
    /** to, partition, epoch. */
    SEALED(22, 16, false),
    /** to, step, process, number of names; then the names. */
    PARTITIONS(23, 16, true),
    /** to (any worker), process; then what the stores say. */
    STORE(24, 8, true),
    /** The same, in order behind the items. */
    STORE_BULK(25, 8, true);

    private static final FrameType[] BY_CODE = byCode();

    private final int code;
    private final int fields;
    private final boolean payload;

    FrameType(int code, int fields, boolean payload) {
        this.code = code;
        this.fields = fields;
        this.payload = payload;
    }

    int code() {
        return code;
    }

    /** Bytes of the fixed fields. */
    int fields() {
        return fields;
    }

    /** Whether bytes may follow the fixed fields. */
    boolean hasPayload() {
        return payload;
    }

    /** Whether it carries a message between workers. */
    boolean isMessage() {
        return code >= BATCH.code;
    }

    static @Nullable FrameType of(int code) {
        return code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static FrameType[] byCode() {
        int last = Arrays.stream(values()).mapToInt(FrameType::code).max().orElse(0);
        var table = new FrameType[last + 1];
        for (FrameType type : values()) {
            table[type.code] = type;
        }
        return table;
    }
}
