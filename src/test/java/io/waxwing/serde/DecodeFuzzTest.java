package io.waxwing.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.waxwing.operator.KeyValue;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are: a value or a SerdeException, little allocated, soon. More rounds: -Dwaxwing.fuzz.rounds=n. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DecodeFuzzTest {
    private static final int ROUNDS = Integer.getInteger("waxwing.fuzz.rounds", 20_000);
    private static final int MAX_ITEMS = 8;

    private final TypePolicy policy = TypePolicy.forCodeSourceOf(DecodeFuzzTest.class, List.of());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<byte[]> seeds = new ArrayList<>();
    private BatchCodec codec = new BatchCodec(policy, 1 << 16);
    private StateCodec state = new StateCodec(policy);

    @Test
    void mutated_payloads_give_a_value_or_a_serde_exception_and_allocate_little() {
        plantSeeds();
        Random random = new Random(20240229);
        warmUp();
        int values = 0;
        long worst = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(seeds.get(random.nextInt(seeds.size())), random);
            long before = threads.getCurrentThreadAllocatedBytes();
            values += decode(bytes, 1 + random.nextInt(MAX_ITEMS), round) ? 1 : 0;
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            worst = Math.max(worst, allocated);
            if (allocated > 16L * bytes.length + (1 << 20)) {
                fail(
                        "round %d: %d bytes made it allocate %d: %s",
                        round, bytes.length, allocated, Arrays.toString(bytes));
            }
        }
        assertThat(values).isBetween(1, ROUNDS - 1);
    }

    @Test
    void random_bytes_give_a_value_or_a_serde_exception() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[0] = (byte) random.nextInt(2);
                bytes[1] = 1;
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(8);
            }
            decode(bytes, 1, round);
        }
    }

    private boolean decode(byte[] bytes, int count, int round) {
        try {
            if (bytes.length > 0 && round % 3 == 0) {
                state.decode(bytes);
            } else {
                int claimed = bytes.length > 1 && bytes[1] > 0 && bytes[1] <= MAX_ITEMS ? bytes[1] : count;
                Object[] keys = bytes.length > 0 && bytes[0] == 1 ? new Object[claimed] : null;
                codec.decode(new ChannelTypes(), bytes, claimed, keys, new Object[claimed]);
            }
            return true;
        } catch (SerdeException expected) {
            assertThat(expected.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(2000);
            return false;
        }
    }

    /** All classes loaded, all types met: what is measured afterwards is what bytes cause. */
    private void warmUp() {
        Random random = new Random(1);
        for (byte[] seed : seeds) {
            for (int i = 0; i < 20; i++) {
                decode(seed, 1, i);
                decode(mutate(seed, random), 1, i);
            }
        }
    }

    private void plantSeeds() {
        RoundTripTest.values().forEach(a -> {
            Object value = a.get()[0];
            if (!(value instanceof String s && s.length() > 1000)) {
                plant(new Object[] {"k1"}, new Object[] {value});
                plant(null, new Object[] {value, null, value, KeyValue.of(value, List.of(value))});
                seeds.add(state.encode(value));
            }
        });
        plant(new Object[] {"a", "bb"}, new Object[] {1L, 700L});
        plant(new Object[] {1, 2, 3}, new Object[] {1.5, 2.5, 3.5});
        plant(null, new Object[] {new Nest(new Nest(new Nest(null))), new Nest(List.of(1, 2))});
    }

    private void plant(Object[] keys, Object[] values) {
        seeds.add(codec.encode(new ChannelTypes(), keys, values, 0, values.length, 1 << 15)
                .payload());
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
                case 5 -> bytes[at] = (byte) (2 + random.nextInt(102)); // another class
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(16), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    record Nest(Object inner) {}
}
