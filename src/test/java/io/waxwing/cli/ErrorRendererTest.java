package io.waxwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.plan.PlanException;
import io.waxwing.runtime.FlowException;
import io.waxwing.text.Shown;
import org.junit.jupiter.api.Test;

class ErrorRendererTest {
    private final ErrorRenderer renderer = new ErrorRenderer(false);

    @Test
    void each_kind_of_failure_has_its_exit_code() {
        for (FlowException.Kind kind : FlowException.Kind.values()) {
            FlowException failed = new FlowException(kind, "so it went", null);

            assertThat(renderer.message(failed)).isEqualTo("error: so it went");
        }
        assertThat(code(FlowException.Kind.FLOW)).isEqualTo(1);
        assertThat(code(FlowException.Kind.PEER)).isEqualTo(4);
        assertThat(code(FlowException.Kind.MISMATCH)).isEqualTo(5);
        assertThat(code(FlowException.Kind.CONNECT)).isEqualTo(7);
        assertThat(ErrorRenderer.exitCode(new PlanException("no input")).code()).isEqualTo(2);
        assertThat(ErrorRenderer.exitCode(CliException.options("x")).code()).isEqualTo(2);
        assertThat(ErrorRenderer.exitCode(new OutOfMemoryError()).code()).isEqualTo(3);
    }

    private static int code(FlowException.Kind kind) {
        return ErrorRenderer.exitCode(new FlowException(kind, "x", null)).code();
    }

    @Test
    void only_a_mistake_of_ours_shows_its_stack_unasked() {
        Throwable cause = new IllegalStateException("x");

        assertThat(renderer.message(new FlowException(FlowException.Kind.FLOW, "step", cause)))
                .isEqualTo("error: step");
        assertThat(new ErrorRenderer(true).message(new FlowException(FlowException.Kind.FLOW, "step", cause)))
                .startsWith("error: step\njava.lang.IllegalStateException: x\n\tat io.waxwing.cli.ErrorRendererTest");
        assertThat(renderer.message(cause))
                .startsWith("error: this is a mistake in Waxwing, please report it: IllegalStateException: x\n"
                        + "java.lang.IllegalStateException: x\n\tat ");
    }

    @Test
    void a_lack_of_memory_says_how_much_there_may_be_and_a_lack_of_threads_does_not() {
        assertThat(renderer.message(new OutOfMemoryError("Java heap space")))
                .matches(
                        "error: OutOfMemoryError: Java heap space\n    the heap may grow to \\d+ MiB; java -Xmx sets another limit");
        assertThat(renderer.message(new OutOfMemoryError("unable to create native thread")))
                .contains("fewer workers (-w)")
                .doesNotContain("-Xmx");
    }

    /** Nothing of it works. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new AssertionError("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        @SuppressWarnings("NullAway")
        public StackTraceElement[] getStackTrace() {
            return null;
        }
    }

    @Test
    void an_exception_that_fails_to_describe_itself_is_described_all_the_same() {
        String broken = Broken.class.getName() + ": (its getMessage threw java.lang.AssertionError)";
        Throwable outer = new IllegalStateException("outer", new Broken());
        FlowException failed = new FlowException(FlowException.Kind.FLOW, "step \"a.b\": outer", outer);

        assertThat(UserFrames.describe(new Broken())).isEqualTo(broken);
        assertThat(UserFrames.describe(outer)).isEqualTo("IllegalStateException: outer");
        assertThat(ErrorRenderer.exitCode(failed).code()).isEqualTo(1);
        assertThat(renderer.message(failed)).isEqualTo("error: step \"a.b\": outer");
        assertThat(new ErrorRenderer(true).message(failed))
                .startsWith("error: step \"a.b\": outer\njava.lang.IllegalStateException: outer\n\tat ")
                .endsWith("(the rest of the stack cannot be shown: AssertionError: no message)");
        assertThat(ExitGuard.lastLines(new Thread("t"), new Broken(), ExitCode.FLOW_FAILED))
                .isEqualTo("error: thread \"t\" died of " + broken);
    }

    @Test
    void text_from_outside_cannot_move_the_cursor() {
        assertThat(UserFrames.summary(new RuntimeException("a\u001b[2J\nb\u202e")))
                .isEqualTo("RuntimeException: a\\u001b[2J\\nb\\u202e");
        assertThat(Shown.quoted("x".repeat(300))).isEqualTo("\"" + "x".repeat(200) + "... (300 characters)\"");
    }
}
