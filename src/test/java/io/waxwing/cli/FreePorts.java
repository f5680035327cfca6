package io.waxwing.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that bind them a second later. A port that the system has just given out may by then be the local end of somebody's
 * connection, so these lie below the range that connections use, each is named once, and test JVMs that run side by side have ranges of their own.
 */
final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int COUNT = 8_000;
    private static final int FORK = Integer.getInteger("test.fork", 3) % 2;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() % COUNT));

    private FreePorts() {}

    static int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + FORK * COUNT + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
