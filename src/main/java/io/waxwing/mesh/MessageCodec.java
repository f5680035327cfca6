package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.waxwing.exchange.Message;
import io.waxwing.exchange.WireBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages between workers as frames, and back. Stateless; any thread. */
final class MessageCodec {
    private static final int SOURCES_ENDED = 1;
    private static final int STOP = 2;

    private MessageCodec() {}

    /**
     * A message and the worker it is for.
     *
     * @param toWorker index over the cluster
     */
    record Addressed(int toWorker, Message message) {}

    /** Builds the frame of a message, on the caller's thread. */
    static ByteBuf encode(FrameEncoder encoder, int toWorker, Message message) {
        if (message instanceof Message.InBand inBand) {
            assert inBand.to() == toWorker : "message for worker " + inBand.to() + " sent to " + toWorker;
            return encodeInBand(encoder, inBand);
        }
        if (message instanceof Message.Store store) {
            FrameType type = store.bulk() ? FrameType.STORE_BULK : FrameType.STORE;
            return encoder.frame(type, store.payload().length, out -> out.writeInt(toWorker)
                    .writeInt(store.process())
                    .writeBytes(store.payload()));
        }
        return encodeControl(encoder, toWorker, (Message.Control) message);
    }

    private static ByteBuf encodeInBand(FrameEncoder encoder, Message.InBand message) {
        if (message instanceof WireBatch batch) {
            return encoder.frame(FrameType.BATCH, batch.payload().length, out -> {
                channel(out, batch);
                out.writeInt(batch.count()).writeLong(batch.epoch()).writeBytes(batch.payload());
            });
        }
        if (message instanceof Message.EpochEnd end) {
            return encoder.frame(FrameType.EPOCH_END, 0, out -> {
                channel(out, end);
                out.writeLong(end.epoch());
            });
        }
        if (message instanceof Message.EndOfStream) {
            return encoder.frame(FrameType.END_OF_STREAM, 0, out -> channel(out, message));
        }
        throw new IllegalArgumentException("a batch must be serialised before it is sent to another process");
    }

    private static ByteBuf encodeControl(FrameEncoder encoder, int toWorker, Message.Control message) {
        if (message instanceof Message.Credit credit) {
            return encoder.frame(FrameType.CREDIT, 0, out -> out.writeInt(toWorker)
                    .writeInt(credit.to())
                    .writeInt(credit.exchange())
                    .writeLong(credit.limit()));
        }
        if (message instanceof Message.Close close) {
            int said = (close.sourcesEnded() ? SOURCES_ENDED : 0) | (close.stop() ? STOP : 0);
            return encoder.frame(FrameType.CLOSE, 0, out -> out.writeInt(toWorker)
                    .writeInt(close.from())
                    .writeLong(close.epoch())
                    .writeByte(said));
        }
        if (message instanceof Message.SourcesEnded ended) {
            return encoder.frame(
                    FrameType.SOURCES_ENDED, 0, out -> out.writeInt(toWorker).writeInt(ended.from()));
        }
        if (message instanceof Message.Sealed sealed) {
            return encoder.frame(FrameType.SEALED, 0, out -> out.writeInt(toWorker)
                    .writeInt(sealed.partition())
                    .writeLong(sealed.epoch()));
        }
        return encodePartitions(encoder, toWorker, (Message.Partitions) message);
    }

    private static ByteBuf encodePartitions(FrameEncoder encoder, int toWorker, Message.Partitions partitions) {
        List<byte[]> names = partitions.names().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        int payload = names.stream().mapToInt(name -> 4 + name.length).reduce(0, Math::addExact);
        return encoder.frame(FrameType.PARTITIONS, payload, out -> {
            out.writeInt(toWorker)
                    .writeInt(partitions.step())
                    .writeInt(partitions.process())
                    .writeInt(names.size());
            names.forEach(name -> out.writeInt(name.length).writeBytes(name));
        });
    }

    private static void channel(ByteBuf out, Message.InBand message) {
        out.writeInt(message.to()).writeInt(message.from()).writeInt(message.exchange());
    }

    /** Reads the message of a frame; whether its numbers make sense is {@link MessageGuard}'s to say. */
    static Addressed decode(Frame frame) throws FrameException {
        ByteBuffer in = frame.read();
        int to = in.getInt();
        Message message =
                switch (frame.type()) {
                    case BATCH -> batch(to, in, frame.payload());
                    case EPOCH_END -> {
                        int from = in.getInt();
                        yield new Message.EpochEnd(in.getInt(), from, to, in.getLong());
                    }
                    case END_OF_STREAM -> {
                        int from = in.getInt();
                        yield new Message.EndOfStream(in.getInt(), from, to);
                    }
                    case CREDIT -> {
                        int receiver = in.getInt();
                        yield new Message.Credit(in.getInt(), to, receiver, in.getLong());
                    }
                    case CLOSE -> close(in);
                    case SOURCES_ENDED -> new Message.SourcesEnded(in.getInt());
                    case STORE -> new Message.Store(in.getInt(), false, frame.payload());
                    case STORE_BULK -> new Message.Store(in.getInt(), true, frame.payload());
                    case SEALED -> new Message.Sealed(in.getInt(), in.getLong());
                    case PARTITIONS ->
                        new Message.Partitions(
                                in.getInt(), in.getInt(), names(in.getInt(), ByteBuffer.wrap(frame.payload())));
                    default -> throw new FrameException(frame.type() + " frame is no message");
                };
        return new Addressed(to, message);
    }

    private static Message batch(int to, ByteBuffer in, byte[] payload) {
        int from = in.getInt();
        int exchange = in.getInt();
        int count = in.getInt();
        return new WireBatch(exchange, from, to, in.getLong(), count, payload);
    }

    private static Message close(ByteBuffer in) throws FrameException {
        int from = in.getInt();
        long epoch = in.getLong();
        int said = in.get();
        if ((said & ~(SOURCES_ENDED | STOP)) != 0) {
            throw new FrameException("unknown flags " + said + " in a CLOSE frame");
        }
        return new Message.Close(from, epoch, (said & SOURCES_ENDED) != 0, (said & STOP) != 0);
    }

    private static List<String> names(int count, ByteBuffer in) throws FrameException {
        if (count < 0 || count > in.remaining() / 4) {
            throw new FrameException(count + " names in " + in.remaining() + " bytes");
        }
        var names = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            names.add(Texts.read(in));
        }
        Texts.mustEnd(in);
        return names;
    }
}
