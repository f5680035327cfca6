package io.waxwing.serde;

/** An ordinary class with a private constructor, a final field and one that is not sent. */
final class Plain {
    private String name;
    private final Integer size;
    private transient int ignored = 5;

    private Plain() {
        this(null, 0);
    }

    Plain(String name, Integer size) {
        this.name = name;
        this.size = size;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Plain p && p.name.equals(name) && p.size.equals(size) && p.ignored == ignored;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
