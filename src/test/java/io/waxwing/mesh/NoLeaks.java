package io.waxwing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test: no buffer is still out, and no thread of a mesh is still there. */
final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long before;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = buffers();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        eventually(() -> threads().isEmpty());
        assertThat(threads()).as("threads").isEmpty();
        eventually(() -> buffers() == before);
        assertThat(buffers()).as("buffers").isEqualTo(before);
    }

    static void eventually(Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("waxwing-mesh") || name.startsWith("globalEventExecutor"))
                .sorted()
                .toList();
    }

    private static long buffers() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }
}
