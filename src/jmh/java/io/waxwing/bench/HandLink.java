package io.waxwing.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * The keyed exchange between two processes by hand: one thread makes items, counts its own and frames the others; a second reads
 * frames and counts into a map of its own, merged at the end. Values are sent but not decoded.
 */
final class HandLink {
    private static final int FRAME = 1 << 16;
    private static final int LONGEST_ITEM = 300;

    private HandLink() {}

    /** One of the two sides. */
    static Answer run(Keys keys, long n, int self, Socket socket) throws Exception {
        socket.setTcpNoDelay(true);
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), FRAME));
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), FRAME));
        Callable<HandExchange.Table> receive = () -> receive(in);
        var received = new FutureTask<>(receive);
        new Thread(received, "hand-reader").start();
        HandExchange.Table own = send(keys, n, self, out);
        HandExchange.Table remote = received.get();
        long most = 0;
        for (var entry : remote.counts().entrySet()) {
            WordCount.Count count = own.counts().get(entry.getKey());
            most = Math.max(most, entry.getValue().n + (count == null ? 0 : count.n));
        }
        return new Answer(own.answer().items() + remote.answer().items(), most);
    }

    private static HandExchange.Table send(Keys keys, long n, int self, DataOutputStream out) throws IOException {
        var own = new HandExchange.Table();
        byte[] frame = new byte[FRAME];
        int end = 0;
        for (long i = self; i < n; i += 2) {
            String key = keys.of(i);
            if (HandExchange.threadOf(key, 2) == self) {
                own.add(key);
                continue;
            }
            end = put(frame, end, key, i);
            if (end > frame.length - LONGEST_ITEM) {
                out.writeInt(end);
                out.write(frame, 0, end);
                out.flush();
                end = 0;
            }
        }
        out.writeInt(end);
        out.write(frame, 0, end);
        out.writeInt(-1);
        out.flush();
        return own;
    }

    @SuppressWarnings("deprecation") // the fast way for text that is known to be Latin-1
    private static int put(byte[] frame, int begin, String key, long value) {
        int end = begin;
        int length = key.length();
        frame[end++] = (byte) length;
        key.getBytes(0, length, frame, end);
        end += length;
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame[end++] = (byte) (value >>> shift);
        }
        return end;
    }

    private static HandExchange.Table receive(DataInputStream in) throws IOException {
        var table = new HandExchange.Table();
        byte[] frame = new byte[FRAME];
        for (int size; (size = in.readInt()) >= 0; ) {
            in.readFully(frame, 0, size);
            for (int at = 0; at < size; ) {
                int length = frame[at++];
                table.add(new String(frame, at, length, StandardCharsets.ISO_8859_1));
                at += length + Long.BYTES;
            }
        }
        return table;
    }
}
