package io.waxwing.mesh;

/** What the I/O thread tells the thread that waits in {@code join}. */
sealed interface JoinEvent {
    /** A line for humans. */
    record Status(String line) implements JoinEvent {}

    /** All are linked with all. */
    record Formed(Nonce generation) implements JoinEvent {}

    /** It will not become a mesh; all links are closed. */
    record Failed(MeshException cause) implements JoinEvent {}
}
