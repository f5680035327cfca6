package io.waxwing.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of the control connection in a child of a local cluster. Says where this process listens, learns where the others do, obeys
 * when told to stop, and ends the process at once when the parent is gone.
 */
final class LocalChild {
    /** First on the command line of a child; then its index and their number, as {@code 1/3}. */
    static final String ARGUMENT = "--local-child";
    /** The environment variable with the parent's port and the token. */
    static final String VARIABLE = "WAXWING_LOCAL_CLUSTER";

    static final String HELLO = "HELLO";
    static final String LISTENS = "LISTENS";
    static final String ADDRESSES = "ADDRESSES";
    static final String STOP = "STOP";

    private final int index;
    private final int processes;
    private final Socket socket;
    private final BlockingQueue<List<String>> addresses = new LinkedBlockingQueue<>();

    private LocalChild(int index, int processes, Socket socket) {
        this.index = index;
        this.processes = processes;
        this.socket = socket;
    }

    /** Connects to the parent; gives null when this process is no child. */
    static @Nullable LocalChild connect(String[] arguments, Environment environment) {
        if (arguments.length < 2 || !arguments[0].equals(ARGUMENT)) {
            return null;
        }
        String control = environment.get(VARIABLE);
        String[] place = arguments[1].split("/", -1);
        if (control == null || place.length != 2) {
            throw CliException.options(ARGUMENT + " is for the children that -p starts");
        }
        String[] parent = control.split(":", -1);
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parent[0]));
            socket.setTcpNoDelay(true);
            LocalChild child = new LocalChild(Integer.parseInt(place[0]), Integer.parseInt(place[1]), socket);
            child.say(HELLO + " " + parent[1] + " " + child.index);
            return child;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new CliException(ExitCode.PEER_FAILED, "cannot reach the process that started this one: " + e, e);
        }
    }

    /** The command line without what is for children. */
    static String[] others(String[] arguments) {
        return Arrays.copyOfRange(arguments, 2, arguments.length);
    }

    int index() {
        return index;
    }

    int processes() {
        return processes;
    }

    /**
     * Listens to the parent on a thread of its own.
     *
     * @param onStop gets signals that are passed on
     * @param onEnd run when the parent is gone
     */
    void follow(Consumer<Signals> onStop, Runnable onEnd) {
        Thread thread = new Thread(() -> listen(onStop, onEnd), "waxwing-control");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(Consumer<Signals> onStop, Runnable onEnd) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 2);
                if (words[0].equals(ADDRESSES)) {
                    addresses.add(List.of(words[1].split(";", -1)));
                } else if (words[0].equals(STOP)) {
                    onStop.accept(Signals.valueOf(words[1]));
                }
            }
        } catch (IOException e) {
            // the parent is gone, as at the end of what it says
        }
        onEnd.run();
    }

    /** Tells the parent where this process listens, and waits until it tells where all do. */
    List<String> exchange(String address) throws InterruptedException {
        try {
            say(LISTENS + " " + address);
        } catch (IOException e) {
            throw new CliException(ExitCode.PEER_FAILED, "the process that started this one is gone", e);
        }
        return addresses.take();
    }

    private void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
