package io.waxwing.cli;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a process like this one is started: the same Java with the same options, the same jar or class path, the same arguments.
 *
 * @param java the executable and its options, up to the main class or jar
 * @param arguments of this process
 */
record ChildCommand(List<String> java, List<String> arguments) {
    /** An option with a port to listen on: a debugger's or JMX's. Two processes cannot have one port. */
    private static final Pattern WITH_PORT = Pattern.compile(
            "(?<!\\S)[\"']?(-agentlib:jdwp|-Xrunjdwp|-Dcom\\.sun\\.management\\.jmxremote\\.(rmi\\.)?port=)\\S*");
    /** From where Java takes options, beside its command line. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    static ChildCommand likeThisProcess(String[] arguments) {
        List<String> java = new ArrayList<>();
        java.add(executable());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!hasPort(option)) {
                java.add(option);
            }
        }
        String classPath = System.getProperty("java.class.path", "");
        if (isJar(classPath)) {
            java.add("-jar");
            java.add(classPath);
        } else {
            java.add("-cp");
            java.add(classPath);
            java.add(Main.class.getName());
        }
        return new ChildCommand(java, List.of(arguments));
    }

    private static String executable() {
        String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ProcessHandle.current().info().command().orElse(own);
    }

    /** Whether an option of this process is not for children, as they would listen on the same port. */
    static boolean hasPort(String option) {
        return WITH_PORT.matcher(option).lookingAt();
    }

    /** Takes the same out of an environment that a child is to have. */
    static void removePorts(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            environment.computeIfPresent(
                    variable, (name, options) -> WITH_PORT.matcher(options).replaceAll(""));
        }
    }

    /** Started with -jar, as the options in the jar's manifest count only then. */
    private static boolean isJar(String classPath) {
        return classPath.endsWith(".jar")
                && classPath.indexOf(File.pathSeparatorChar) < 0
                && System.getProperty("sun.java.command", "").startsWith(classPath);
    }

    List<String> forChild(int index, int processes) {
        List<String> line = new ArrayList<>(java);
        line.add(LocalChild.ARGUMENT);
        line.add(index + "/" + processes);
        line.addAll(arguments);
        return line;
    }
}
