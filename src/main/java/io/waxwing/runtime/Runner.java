package io.waxwing.runtime;

import io.waxwing.Dataflow;
import io.waxwing.plan.Plan;
import io.waxwing.recovery.StorePoint;
import io.waxwing.serde.TypePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a dataflow from a main method, a service or a test. Flows can run side by side, and nothing ends the JVM.
 *
 * <pre>{@code
 * Runner.run(flow);                                        // one worker
 * Runner.run(flow, RunConfig.workers(4));                  // four
 * try (RunningFlow run = Runner.start(flow, config)) {     // an endless flow in a service
 *     ...
 *     run.stop();
 *     run.await();
 * }
 * }</pre>
 */
public final class Runner {
    private Runner() {}

    /**
     * Runs a flow with one worker until it ends.
     *
     * @throws FlowException when it failed
     * @throws InterruptedException when the caller was interrupted; the flow was stopped then, without the end of an epoch
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     */
    public static void run(Dataflow flow) throws InterruptedException {
        run(flow, RunConfig.workers(1));
    }

    /**
     * Runs a flow until it ends.
     *
     * @throws FlowException when it failed
     * @throws InterruptedException when the caller was interrupted; the flow was stopped then, without the end of an epoch
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     */
    public static void run(Dataflow flow, RunConfig config) throws InterruptedException {
        try (RunningFlow run = start(flow, config)) {
            run.await();
        }
    }

    /**
     * Starts a flow on daemon threads of its own: a program whose main method returns ends in the middle of it unless it {@linkplain
     * RunningFlow#await() awaits} the end. With a cluster, returns when all processes have joined; with a recovery directory, when it is known
     * where to go on from.
     *
     * @throws FlowException when the cluster did not come together, or the recovery store cannot be used, here or in another process
     * @throws InterruptedException when the caller was interrupted before the flow ran; nothing of it is left then
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     */
    public static RunningFlow start(Dataflow flow, RunConfig config) throws InterruptedException {
        return start(flow, config, StorePoint.Watch.NONE);
    }

    /** The class that called this one. */
    private static Class<?> caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type != Runner.class)
                        .findFirst()
                        .orElse(Runner.class));
    }

    /** Which items may come from other processes: without a loader of the flow, what is in the jar or directory of the caller. */
    private static TypePolicy types(RunConfig config) {
        ClassLoader loader = config.flowLoader();
        return loader == null
                ? TypePolicy.forCodeSourceOf(caller(), config.allowedTypes())
                : TypePolicy.of(loader, config.allowedTypes());
    }

    /** The same, watched in its store. */
    static RunningFlow start(Dataflow flow, RunConfig config, StorePoint.Watch watch) throws InterruptedException {
        ClusterConfig cluster = config.cluster();
        try {
            FlowRun run = prepare(flow, config, watch);
            run.start();
            return run;
        } catch (Throwable e) {
            if (cluster != null && cluster.socket() != null) {
                cluster.socket().close();
            }
            throw e;
        }
    }

    private static FlowRun prepare(Dataflow flow, RunConfig config, StorePoint.Watch watch)
            throws InterruptedException {
        Plan plan = Plan.of(flow);
        List<Mailbox> mailboxes = new ArrayList<>();
        for (int i = 0; i < config.workers(); i++) {
            mailboxes.add(new Mailbox());
        }
        var failures = new Failures();
        ClusterConfig cluster = config.cluster();
        var stores = new HeldMessages();
        TypePolicy types = types(config);
        Peers peers = cluster == null
                ? Peers.none(new LocalCourier(mailboxes))
                : MeshPeers.join(plan, config, cluster, types, mailboxes, failures, stores);
        try {
            StoreRun store = config.recovery() == null
                    ? null
                    : resumed(plan, config, new StoreRun.Around(peers, mailboxes, types), failures, stores, watch);
            return new FlowRun(plan, config, mailboxes, failures, peers, store);
        } catch (FlowException e) {
            peers.abort(e);
            peers.close();
            throw e;
        } catch (InterruptedException | RuntimeException | Error e) {
            peers.close();
            throw e;
        }
    }

    private static StoreRun resumed(
            Plan plan,
            RunConfig config,
            StoreRun.Around around,
            Failures failures,
            HeldMessages held,
            StorePoint.Watch watch)
            throws InterruptedException {
        StoreRun store = new StoreRun(plan, config, around, failures, watch);
        held.passTo(store::receive);
        store.resume();
        return store;
    }
}
