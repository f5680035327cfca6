package io.waxwing.cli;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process like this one is started: the same Java with the same options, the same jar or class path, the same arguments.
 *
 * @param java the executable and its options, up to the main class or jar
 * @param arguments of this process
 */
record ChildCommand(List<String> java, List<String> arguments) {

    static ChildCommand likeThisProcess(String[] arguments) {
        List<String> java = new ArrayList<>();
        java.add(executable());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!isDebugger(option)) {
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

    /** Two processes cannot have the debugger on one port. */
    private static boolean isDebugger(String option) {
        return option.startsWith("-agentlib:jdwp") || option.startsWith("-Xrunjdwp");
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
