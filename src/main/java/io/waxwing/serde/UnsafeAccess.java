package io.waxwing.serde;

import com.esotericsoftware.kryo.util.Util;

/**
 * Keeps Kryo from {@code sun.misc.Unsafe}, about whose methods newer JVMs warn on stderr as they are called (24 and later, JEP 498). We use
 * nothing of Kryo's that needs it, but Kryo looks it up as its classes are loaded, unless a system property says not to.
 */
final class UnsafeAccess {
    private static final String PROPERTY = "kryo.unsafe";

    private UnsafeAccess() {}

    /** To be called before any other class of Kryo is used. Leaves the system properties as they were; who has set the property decides. */
    static void avoid() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        System.setProperty(PROPERTY, "false");
        try {
            boolean unused = Util.isUnsafeAvailable(); // initialises the class, which reads the property once
        } finally {
            System.clearProperty(PROPERTY);
        }
    }
}
