package io.waxwing.serde;

/** A class without a constructor that takes nothing. */
final class WithoutDefault {
    record Key(int k) {}

    private final String name;
    private final Key key;

    WithoutDefault(String name, int key) {
        this.name = name;
        this.key = new Key(key);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof WithoutDefault p && p.name.equals(name) && p.key.equals(key);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
