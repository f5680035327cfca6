package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** 128 random bits: which run of the cluster (generation), which start of a process (incarnation). */
record Nonce(long high, long low) {
    static final int BYTES = 16;
    /** Stands for "none" on the wire. */
    static final Nonce NONE = new Nonce(0, 0);

    static Nonce random(SecureRandom random) {
        return new Nonce(random.nextLong(), random.nextLong() | 1);
    }

    static Nonce read(ByteBuffer in) {
        return new Nonce(in.getLong(), in.getLong());
    }

    void write(ByteBuf out) {
        out.writeLong(high).writeLong(low);
    }

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "%016x%016x", high, low);
    }
}
