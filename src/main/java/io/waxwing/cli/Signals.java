package io.waxwing.cli;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/**
 * The signals that ask a process to stop. One that was ignored when the process started (as a shell does for background jobs, and
 * {@code nohup}) stays so.
 *
 * <p>A shutdown hook would not do: it hears neither of a second signal nor which one it was. The class of the JDK that does cannot be
 * named without a warning of the compiler that cannot be switched off, so it is reached by name; its callback is made as a lambda is,
 * which takes a tenth of the time of a proxy.
 */
enum Signals {
    HUP(ExitCode.HANGUP),
    INT(ExitCode.INTERRUPTED),
    TERM(ExitCode.TERMINATED);

    private final ExitCode exitCode;

    Signals(ExitCode exitCode) {
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /** What is said when it comes. */
    String stopping() {
        return "stopping after SIG" + name() + ": ends the epoch first; once more, a second later, ends at once";
    }

    /** Calls back on a thread of the JVM's for each signal that comes. A signal that this system has not is left out. */
    static void handle(Consumer<Signals> callback) {
        for (Signals signal : values()) {
            install(signal, received -> callback.accept(signal));
        }
    }

    private static void install(Signals signal, Consumer<Object> callback) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = type.getMethod("handle", type, handler);
            Object received = type.getConstructor(String.class).newInstance(signal.name());
            handle.invoke(null, received, handler(handler, type, callback));
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) { // that is: no such signal here
                throw new IllegalStateException(e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java lets no signal be handled", e);
        }
    }

    private static Object handler(Class<?> handler, Class<?> signal, Consumer<Object> callback)
            throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle target =
                lookup.findVirtual(Consumer.class, "accept", MethodType.methodType(void.class, Object.class));
        MethodType handles = MethodType.methodType(void.class, signal);
        try {
            MethodHandle factory = LambdaMetafactory.metafactory(
                            lookup, "handle", MethodType.methodType(handler, Consumer.class), handles, target, handles)
                    .getTarget();
            return factory.asType(MethodType.methodType(Object.class, Consumer.class))
                    .invokeExact(callback);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make a signal handler", e);
        }
    }
}
