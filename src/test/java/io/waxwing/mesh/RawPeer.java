package io.waxwing.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The other end of a link, by hand: says what a test wants it to say, right or wrong. */
final class RawPeer implements AutoCloseable {
    final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(MeshConfig.MAX_FRAME);
    private final Deque<Frame> read = new ArrayDeque<>();
    private Nonce incarnation = Nonce.random(new SecureRandom());
    private long sequence;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) Node.PATIENCE_SECONDS * 1000);
        socket.setTcpNoDelay(true);
    }

    static RawPeer dial(Address address) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(address.host(), address.port()), 5000);
        return new RawPeer(socket);
    }

    /** Speaks as the same start of the same process as another. */
    RawPeer as(RawPeer other) {
        incarnation = other.incarnation;
        return this;
    }

    void send(ByteBuf frame) throws IOException {
        sendBytes(Frames.bytes(frame, sequence++));
    }

    void sendBytes(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void hello(int process, int meant) throws IOException {
        send(new Handshake.Hello(process, meant, incarnation).encode(Frames.ENCODER));
    }

    void config(MeshConfig config) throws IOException {
        send(new Handshake.Config(Nonce.NONE, Agreement.of(config)).encode(Frames.ENCODER));
    }

    /** Goes through the whole handshake, as a process with a higher id, and to the start; returns the generation. */
    Nonce join(MeshConfig config) throws IOException, FrameException {
        hello(config.processId(), 0);
        expect(FrameType.HELLO);
        config(config);
        Nonce generation = Nonce.read(expect(FrameType.CONFIG).read());
        send(Frames.ENCODER.frame(FrameType.READY, generation));
        expect(FrameType.START);
        send(Frames.ENCODER.frame(FrameType.START, generation));
        return generation;
    }

    /** The next frame of this type; pings and others before it are skipped. */
    Frame expect(FrameType type) throws IOException, FrameException {
        for (Frame frame = next(); frame != null; frame = next()) {
            if (frame.type() == type) {
                return frame;
            }
        }
        throw new AssertionError("closed before " + type);
    }

    /** The next frame; null at the end of the stream. */
    @Nullable
    Frame next() throws IOException, FrameException {
        var bytes = new byte[1024];
        while (read.isEmpty()) {
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                return null;
            }
            decoder.feed(Unpooled.wrappedBuffer(Arrays.copyOf(bytes, count)), read::add);
        }
        return read.remove();
    }

    /** Reads until the other end closes, in whatever way. */
    void awaitEnd() {
        var bytes = new byte[1024];
        try {
            while (socket.getInputStream().read(bytes) >= 0) {
                Thread.onSpinWait();
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("still open", e);
        } catch (IOException e) {
            assertReset(e);
        }
    }

    private static void assertReset(IOException e) {
        if (!String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("reset")) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
