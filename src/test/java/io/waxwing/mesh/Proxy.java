package io.waxwing.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Stands between two processes and does to their bytes what a bad network does. */
final class Proxy implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** What becomes of bytes on the way from the dialler to the listener. */
    volatile UnaryOperator<byte[]> forward = UnaryOperator.identity();
    /** Whether what the dialler sends is lost, its end included. */
    volatile boolean losesForward;
    /** Whether what the listener sends is lost, its end included. */
    volatile boolean losesBackward;

    Proxy(Address target) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(() -> {
            while (true) {
                Socket dialler = server.accept();
                var listener = new Socket(target.host(), target.port());
                sockets.addAll(List.of(dialler, listener));
                start(() -> pump(dialler, listener, true));
                start(() -> pump(listener, dialler, false));
            }
        });
    }

    Address address() {
        return new Address("127.0.0.1", server.getLocalPort());
    }

    private void pump(Socket from, Socket to, boolean ahead) throws IOException {
        var buffer = new byte[64 << 10];
        for (int count = from.getInputStream().read(buffer);
                count >= 0;
                count = from.getInputStream().read(buffer)) {
            if (!loses(ahead)) {
                byte[] bytes = java.util.Arrays.copyOf(buffer, count);
                to.getOutputStream().write(ahead ? forward.apply(bytes) : bytes);
            }
        }
        if (!loses(ahead)) {
            to.shutdownOutput();
        }
    }

    private boolean loses(boolean ahead) {
        return ahead ? losesForward : losesBackward;
    }

    private interface Task {
        void run() throws IOException;
    }

    private void start(Task task) {
        var thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        if (!losesForward && !losesBackward) {
                            close(); // one end is gone: so is the other
                        }
                    }
                },
                "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
