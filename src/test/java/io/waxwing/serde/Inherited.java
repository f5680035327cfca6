package io.waxwing.serde;

/** Two classes of a family, each with a field of the same name. */
final class Inherited {
    private Inherited() {}

    static class Base {
        private final int value;

        Base(int value) {
            this.value = value;
        }
    }

    static final class Derived extends Base {
        private final int value;

        Derived(int base, int value) {
            super(base);
            this.value = value;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Derived d && d.value == value && ((Base) d).value == ((Base) this).value;
        }

        @Override
        public int hashCode() {
            return value;
        }
    }
}
