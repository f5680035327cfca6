package io.waxwing.runtime;

import io.waxwing.Dataflow;
import io.waxwing.plan.Plan;
import io.waxwing.recovery.StorePoint;
import io.waxwing.serde.TypePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a dataflow from a main method, a service or a test. Nothing here is static state, and nothing ends the JVM.
 *
 * <pre>{@code
 * Runner.run(flow);                                        // one worker, this thread
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
     * Runs a flow with one worker on the calling thread until it ends.
     *
     * @throws FlowException when it failed
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     */
    public static void run(Dataflow flow) throws InterruptedException {
        run(flow, RunConfig.workers(1));
    }

    /**
     * Runs a flow until it ends; the first worker runs on the calling thread.
     *
     * @throws FlowException when it failed
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     */
    public static void run(Dataflow flow, RunConfig config) throws InterruptedException {
        prepare(flow, config).run();
    }

    /**
     * Starts a flow on threads of its own. With a cluster, returns when all processes have joined.
     *
     * @throws FlowException when the cluster did not come together
     * @throws io.waxwing.plan.PlanException when it has no input or no output
     */
    public static RunningFlow start(Dataflow flow, RunConfig config) throws InterruptedException {
        FlowRun run = prepare(flow, config);
        run.start();
        return run;
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
        FlowRun run = prepare(flow, config, watch);
        run.start();
        return run;
    }

    private static FlowRun prepare(Dataflow flow, RunConfig config) throws InterruptedException {
        return prepare(flow, config, StorePoint.Watch.NONE);
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
        if (config.recovery() == null) {
            return new FlowRun(plan, config, mailboxes, failures, peers, null);
        }
        StoreRun store = new StoreRun(
                plan,
                config,
                new StoreRun.Around(peers, mailboxes, types),
                failure -> {
                    if (failures.trip(failure)) {
                        mailboxes.forEach(Mailbox::wake);
                        peers.abort(failure);
                    }
                },
                watch);
        stores.passTo(store::receive);
        try {
            store.resume(failures);
        } catch (FlowException e) {
            peers.abort(e);
            peers.close();
            throw e;
        }
        return new FlowRun(plan, config, mailboxes, failures, peers, store);
    }
}
