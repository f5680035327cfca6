package io.waxwing.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of the control connections of a local cluster. Lines of text:
 *
 * <pre>
 * child -> parent   HELLO token index     at once
 * child -> parent   LISTENS address       when it can be reached by the other children
 * parent -> child   ADDRESSES a;b;c       when all listen
 * parent -> child   STOP TERM             a signal, passed on
 * </pre>
 *
 * The end of the connection tells a child that the parent is gone. Only this machine can connect, and only who knows the token, which
 * the children have from their environment, is heard.
 */
final class ControlServer implements AutoCloseable {
    private static final int HELLO_TIMEOUT_MILLIS = 5_000;
    private static final int MAX_LINE = 300;

    private final ServerSocket server;
    private final String token;
    private final Queue<ClusterEvent> events;
    /** By child. Guarded by this. */
    private final @Nullable Socket[] children;

    private ControlServer(ServerSocket server, int processes, Queue<ClusterEvent> events) {
        this.server = server;
        this.events = events;
        this.children = new Socket[processes];
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        this.token = HexFormat.of().formatHex(secret);
    }

    static ControlServer open(int processes, Queue<ClusterEvent> events) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ControlServer server = new ControlServer(socket, processes, events);
        daemon("waxwing-control", server::accept);
        return server;
    }

    /** Where a child finds the parent: port and token. */
    String address() {
        return server.getLocalPort() + ":" + token;
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon("waxwing-control-hello", () -> greet(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void greet(Socket socket) {
        try {
            socket.setSoTimeout(HELLO_TIMEOUT_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            int child = welcome(readLine(in).split(" ", -1), socket);
            if (child < 0) {
                socket.close();
                return;
            }
            socket.setSoTimeout(0);
            String[] words = readLine(in).split(" ", -1);
            if (words.length == 2 && words[0].equals(LocalChild.LISTENS)) {
                events.add(new ClusterEvent.Joined(child, words[1]));
            }
        } catch (IOException | NumberFormatException stranger) {
            closeQuietly(socket);
        }
    }

    private static String readLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0 && line.length() < MAX_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Gives which child it is, or -1 for a stranger. */
    private int welcome(String[] words, Socket socket) {
        if (words.length != 3 || !words[0].equals(LocalChild.HELLO) || !isToken(words[1])) {
            return -1;
        }
        int child = Integer.parseInt(words[2]);
        synchronized (this) {
            if (child < 0 || child >= children.length || children[child] != null) {
                return -1;
            }
            children[child] = socket;
        }
        return child;
    }

    private boolean isToken(String word) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.US_ASCII), word.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a line to all children that have said hello. One that is gone is found out about otherwise. */
    synchronized void tellAll(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        for (Socket child : children) {
            if (child != null) {
                try {
                    child.getOutputStream().write(bytes);
                } catch (IOException gone) {
                    closeQuietly(child);
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        closeQuietly(server);
        for (Socket child : children) {
            if (child != null) {
                closeQuietly(child);
            }
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception closedAnyway) {
            assert closedAnyway != null;
        }
    }
}
