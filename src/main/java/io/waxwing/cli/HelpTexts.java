package io.waxwing.cli;

/** The longer texts of the help. */
final class HelpTexts {
    static final String MODULE =
            "What to run: a class on the class path (com.acme.Flows), a source file (path/Flows.java), a jar "
                    + "whose manifest has Dataflow-Class, or a class in a jar (app.jar#com.acme.Flows). The getter is the name of a "
                    + "public static field or method, or a call with literal arguments, as get_flow('in.txt', 3, true, [1, 2]); the default is flow.";

    static final String[] FOOTER = footer();

    private HelpTexts() {}

    private static String[] footer() {
        StringBuilder text = new StringBuilder("""

                Variables in brackets do what the option does; the option wins.

                One process:    java -jar runner.jar examples/WordCount.java -w3
                Three, here:    java -jar runner.jar examples/WordCount.java -p3 -w2
                Two machines:   java -jar runner.jar app.jar -w3 -i0 -a "one:2101;two:2101"   on host one
                                java -jar runner.jar app.jar -w3 -i1 -a "one:2101;two:2101"   on host two

                Exit codes:
                """);
        for (ExitCode code : ExitCode.values()) {
            text.append(String.format("  %3d  %s\n", code.code(), code.meaning()));
        }
        return text.toString().stripTrailing().split("\\R", -1);
    }
}
