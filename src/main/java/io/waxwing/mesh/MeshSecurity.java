package io.waxwing.mesh;

import org.jspecify.annotations.Nullable;

/**
 * By what the processes of a cluster know each other; the same kind on all. A token proves that both ends of a link belong to the
 * cluster when it is made; TLS does so by certificates, and hides and protects all that follows, too.
 *
 * @param token a secret that all know; null for none
 * @param tls certificates; null for plain TCP
 */
public record MeshSecurity(
        @Nullable ClusterToken token, @Nullable MeshTls tls) {
    /** Whoever reaches the port can take part. */
    public static final MeshSecurity NONE = new MeshSecurity(null, null);

    /** Whether strangers are kept out. */
    public boolean authenticates() {
        return token != null || tls != null;
    }
}
