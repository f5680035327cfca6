package io.waxwing.cli;

/** Which Waxwing this is. */
final class Version {
    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "waxwing " + (version == null ? "(not from a jar)" : version) + ", Java "
                + System.getProperty("java.version");
    }
}
