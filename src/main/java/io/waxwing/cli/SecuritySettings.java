package io.waxwing.cli;

import io.waxwing.mesh.ClusterToken;
import io.waxwing.mesh.MeshException;
import io.waxwing.mesh.MeshSecurity;
import io.waxwing.mesh.MeshTls;
import io.waxwing.text.Causes;
import io.waxwing.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what the processes of the cluster are to know each other, as the flags and the environment have it. Secrets come from files only:
 * other users see command lines.
 *
 * @param required where it was asked to refuse a cluster without any; null if nowhere
 * @param token file of the cluster's token
 * @param certificate of this process, PEM; null without TLS, as the next two
 * @param key of the certificate, PEM
 * @param authorities who may sign certificates, PEM
 */
record SecuritySettings(
        @Nullable Setting required,
        @Nullable Setting token,
        @Nullable Setting certificate,
        @Nullable Setting key,
        @Nullable Setting authorities) {
    /** A line end may follow the token. */
    private static final int MOST_BYTES = ClusterToken.MOST + 2;

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    static SecuritySettings read(Arguments arguments, Environment environment) {
        Setting required = Setting.of(RunOption.REQUIRE_AUTH, arguments, environment);
        var settings = new SecuritySettings(
                required != null && isTrue(required) ? required : null,
                Setting.of(RunOption.CLUSTER_TOKEN_FILE, arguments, environment),
                Setting.of(RunOption.TLS_CERT, arguments, environment),
                Setting.of(RunOption.TLS_KEY, arguments, environment),
                Setting.of(RunOption.TLS_CA, arguments, environment));
        settings.checkTls();
        return settings;
    }

    private static boolean isTrue(Setting setting) {
        return switch (setting.value()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw setting.expected("true or false");
        };
    }

    private void checkTls() {
        int given = (certificate == null ? 0 : 1) + (key == null ? 0 : 1) + (authorities == null ? 0 : 1);
        if (given == 1 || given == 2) {
            throw CliException.options("TLS needs three files: --tls-cert, --tls-key and --tls-ca; "
                    + (certificate == null ? "--tls-cert" : key == null ? "--tls-key" : "--tls-ca") + " is missing");
        }
    }

    /** Refuses a cluster in which nobody has to prove anything, where that was asked for. */
    void checkCluster() {
        if (required != null && token == null && certificate == null) {
            throw CliException.options(required.origin() + ": the links of this cluster would not be authenticated:"
                    + " give all processes a --cluster-token-file, or --tls-cert, --tls-key and --tls-ca");
        }
    }

    /** Reads the files. */
    MeshSecurity load() {
        checkCluster();
        return new MeshSecurity(token == null ? null : token(token), tls());
    }

    private static ClusterToken token(Setting file) {
        byte[] bytes;
        try {
            Path path = Path.of(file.value());
            bytes = head(path);
            if (isOpenToOthers(path)) {
                throw unusable(file, "can be read or written by others than its owner: chmod 600 it");
            }
        } catch (IOException | InvalidPathException e) {
            throw unusable(file, "cannot be read: " + Causes.ofFile(e));
        }
        boolean all = bytes.length <= MOST_BYTES;
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        if (!all || end < ClusterToken.LEAST || end > ClusterToken.MOST) {
            throw unusable(
                    file,
                    "holds " + (all ? end : "more than " + ClusterToken.MOST) + " bytes, " + ClusterToken.LEAST + " to "
                            + ClusterToken.MOST + " are expected: openssl rand -hex 32 makes a token");
        }
        return ClusterToken.of(Arrays.copyOf(bytes, end));
    }

    /** The file may be a large one by mistake, or without end: no more of it is read than shows that. */
    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        } catch (UnsupportedOperationException e) {
            return false; // no such permissions here
        }
    }

    private @Nullable MeshTls tls() {
        if (certificate == null || key == null || authorities == null) {
            return null;
        }
        try {
            return MeshTls.load(path(certificate), path(key), path(authorities));
        } catch (MeshException e) {
            throw new CliException(ExitCode.HANDSHAKE, "TLS: " + e.getMessage(), e);
        }
    }

    private static Path path(Setting file) {
        try {
            return Path.of(file.value());
        } catch (InvalidPathException e) {
            throw unusable(file, "is no path");
        }
    }

    private static CliException unusable(Setting file, String why) {
        return new CliException(
                ExitCode.HANDSHAKE, file.origin() + ": " + Shown.quoted(file.value()) + " " + why, null);
    }
}
