package io.waxwing.connector;

import java.nio.file.Path;

/** Paths as names of partitions, by which saved positions are found again. */
final class PartitionName {
    private PartitionName() {}

    /**
     * The same path for {@code ./a} and {@code a}. With two dots it stays as it is, since what they mean depends on links; and a relative
     * one stays relative, since processes may have different working directories.
     */
    static Path plain(Path path) {
        for (Path name : path) {
            if (name.toString().equals("..")) {
                return path;
            }
        }
        Path plain = path.normalize();
        return plain.toString().isEmpty() ? path : plain;
    }
}
