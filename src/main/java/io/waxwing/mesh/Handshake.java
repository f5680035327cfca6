package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames by which two processes find out whether they belong together, and their contents. Pure.
 *
 * <pre>
 *  dialler                       acceptor
 *     | HELLO  ----------------->  |   who I am, whom I mean
 *     | <-------- HELLO or REJECT  |
 *     | <-------------- CHALLENGE  |   where there is a cluster token: see {@link TokenProof}
 *     | CHALLENGE, PROOF ------->  |
 *     | <------------------ PROOF  |
 *     | CONFIG ----------------->  |   what all must agree on
 *     | <----------------- CONFIG  |   each end compares and names what differs
 * </pre>
 */
final class Handshake {
    /** Bytes of the largest frame before two ends have agreed. */
    static final int MAX_FRAME = 4096;

    private static final int MAX_FIELDS = 16;

    private Handshake() {}

    /**
     * Who speaks.
     *
     * @param process the sender
     * @param meant the process that the sender believes it speaks to
     * @param incarnation random per start of the sender, so that its own second try is told from another process's
     */
    record Hello(int process, int meant, Nonce incarnation) {
        ByteBuf encode(FrameEncoder encoder) {
            return encoder.frame(FrameType.HELLO, 0, out -> {
                out.writeInt(process).writeInt(meant);
                incarnation.write(out);
            });
        }

        static Hello decode(Frame frame) {
            ByteBuffer in = frame.read();
            return new Hello(in.getInt(), in.getInt(), Nonce.read(in));
        }
    }

    /** A challenge, or the proof that answers one. */
    static ByteBuf bytes(FrameEncoder encoder, FrameType type, byte[] bytes) {
        return encoder.frame(type, 0, out -> out.writeBytes(bytes));
    }

    /**
     * What the sender brings.
     *
     * @param generation of process 0, which mints it; none from others
     */
    record Config(Nonce generation, Agreement agreement) {
        ByteBuf encode(FrameEncoder encoder) {
            List<byte[]> texts = new ArrayList<>();
            for (Agreement.Field field : agreement.fields()) {
                texts.add(field.name().getBytes(StandardCharsets.UTF_8));
                texts.add(field.value().getBytes(StandardCharsets.UTF_8));
            }
            int payload = texts.stream().mapToInt(text -> 4 + text.length).sum();
            return encoder.frame(FrameType.CONFIG, payload, out -> {
                generation.write(out);
                out.writeInt(agreement.fields().size());
                texts.forEach(text -> out.writeInt(text.length).writeBytes(text));
            });
        }

        static Config decode(Frame frame) throws FrameException {
            ByteBuffer in = frame.read();
            Nonce generation = Nonce.read(in);
            int count = in.getInt();
            if (count < 0 || count > MAX_FIELDS) {
                throw new FrameException(count + " fields to agree on, at most " + MAX_FIELDS + " expected");
            }
            ByteBuffer texts = ByteBuffer.wrap(frame.payload());
            var fields = new ArrayList<Agreement.Field>(count);
            for (int i = 0; i < count; i++) {
                fields.add(new Agreement.Field(Texts.read(texts), Texts.read(texts)));
            }
            Texts.mustEnd(texts);
            return new Config(generation, new Agreement(fields));
        }
    }

    /** Why an end is not wanted. */
    enum Reason {
        /** Its process id is taken. */
        DUPLICATE(1, MeshException.Kind.DUPLICATE),
        /** Two processes, not necessarily these, disagree. */
        MISMATCH(2, MeshException.Kind.MISMATCH),
        /** The sender has waited long enough for others. */
        GAVE_UP(3, MeshException.Kind.CONNECT),
        /** The cluster runs or ends, and has no place for a process that starts now; later there may be a new cluster. */
        CLOSED(4, null),
        /** It has not proved to belong to the cluster. */
        AUTHENTICATION(5, MeshException.Kind.AUTHENTICATION);

        private final int code;
        private final MeshException.@Nullable Kind ends;

        Reason(int code, MeshException.@Nullable Kind ends) {
            this.code = code;
            this.ends = ends;
        }

        /** How it ends the start of the process that hears it; null: that process tries again. */
        MeshException.@Nullable Kind ends() {
            return ends;
        }
    }

    /**
     * A reason in words.
     *
     * @param text one line
     */
    record Rejection(Reason reason, String text) {
        ByteBuf encode(FrameEncoder encoder) {
            byte[] words = Texts.capped(text);
            return encoder.frame(FrameType.REJECT, words.length, out -> out.writeInt(reason.code)
                    .writeBytes(words));
        }

        static Rejection decode(Frame frame) throws FrameException {
            int code = frame.read().getInt();
            for (Reason reason : Reason.values()) {
                if (reason.code == code) {
                    return new Rejection(reason, Texts.words(frame.payload()));
                }
            }
            throw new FrameException("rejected for the unknown reason " + code);
        }
    }
}
