package io.waxwing.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waxwing.chain.Gate;
import io.waxwing.chain.StepContext;
import io.waxwing.chain.StepFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
    private static final int WINDOW = 2;
    private static final int BATCH = 16;

    /** Workers of one process that only listen. */
    private static final class Listening implements Courier {
        final List<Message> sent = new ArrayList<>();
        private final int workers;

        Listening(int workers) {
            this.workers = workers;
        }

        @Override
        public int workers() {
            return workers;
        }

        @Override
        public boolean isRemote(int worker) {
            return false;
        }

        @Override
        public void send(int toWorker, Message message) {
            sent.add(message);
        }

        List<Object> values() {
            List<Object> values = new ArrayList<>();
            for (Message message : sent) {
                if (message instanceof Batch batch) {
                    for (int i = 0; i < batch.size(); i++) {
                        values.add(batch.values()[i]);
                    }
                }
            }
            return values;
        }
    }

    private static final class Place implements StepContext {
        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public int worker() {
            return 0;
        }

        @Override
        public InstantSource time() {
            return InstantSource.system();
        }
    }

    private static final class NoWire implements WireFormat {
        @Override
        public List<WireBatch> encode(Batch batch) {
            throw new IllegalStateException("nobody is remote");
        }

        @Override
        public Batch decode(WireBatch batch) {
            throw new IllegalStateException("nobody is remote");
        }
    }

    private final Gate gate = new Gate();

    private Outbox outbox(Listening courier) {
        var wiring = new Outbox.Wiring(Router.byKey(courier.workers()), courier, new NoWire(), WINDOW, BATCH);
        return new Outbox(new Outbox.Edge(0, "flow.key", "flow.count"), wiring, List.of(gate), new Place());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void a_key_that_cannot_be_routed_is_refused_by_step_and_key_though_it_waited_for_others(int workers) {
        Outbox outbox = outbox(new Listening(workers));
        Object bad = new Object() {
            @Override
            public String toString() {
                return "bad key";
            }
        };
        assertThatThrownBy(() -> {
                    outbox.push("good", 1);
                    outbox.push(bad, 2);
                    outbox.push("good", 3);
                    outbox.flushPartial();
                })
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.stepId()).isEqualTo("flow.count");
                    assertThat(failure.key()).isSameAs(bad);
                    assertThat(failure.thrown()).hasMessageContaining("has no hash that is the same in every process");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everything_pushed_goes_out_once_and_in_order_for_each_key(int workers) {
        var courier = new Listening(workers);
        Outbox outbox = outbox(courier);
        List<Object> pushed = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            outbox.push("k" + i % 7, i);
            pushed.add(i);
            for (int to = 0; to < workers; to++) {
                outbox.onCredit(to, Long.MAX_VALUE);
            }
        }
        outbox.endEpoch(1);

        List<Object> got = courier.values();
        assertThat(got).hasSameSizeAs(pushed);
        for (int key = 0; key < 7; key++) {
            int k = key;
            assertThat(got.stream().filter(v -> (Integer) v % 7 == k).toList())
                    .isEqualTo(pushed.stream().filter(v -> (Integer) v % 7 == k).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void the_gate_closes_without_credit_and_what_is_held_stays_within_its_bound(int workers) {
        Outbox outbox = outbox(new Listening(workers));
        int bound = BATCH + Outbox.stagedAtMost(BATCH) - 1 + 1;
        int pushed = 0;
        while (!gate.isClosed()) {
            outbox.push("k" + pushed++, "v");
            for (int to = 0; to < workers; to++) {
                assertThat(outbox.held(to)).isLessThanOrEqualTo(bound);
            }
        }
        assertThat(pushed).isGreaterThanOrEqualTo(WINDOW * BATCH);
        for (int to = 0; to < workers; to++) {
            outbox.onCredit(to, Long.MAX_VALUE);
        }
        assertThat(gate.isClosed()).isFalse();
    }
}
