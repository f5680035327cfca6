package io.waxwing.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.chrono.JapaneseDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StableHashTest {
    record Station(String name, int number, TimeUnit unit) {}

    record Bad(Object anything) {}

    record AnyCase(String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof AnyCase that && name.equalsIgnoreCase(that.name);
        }

        @Override
        public int hashCode() {
            return name.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    record OwnHash(String name) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    record OwnText(String name) {
        @Override
        public String toString() {
            return name;
        }

        boolean equals(OwnText other) {
            return name.equalsIgnoreCase(other.name);
        }
    }

    /** What is written here is what saved state was routed by: a change needs a new format version. */
    @Test
    void the_hash_of_a_key_never_changes() {
        assertThat(StableHash.of("")).isEqualTo(0L);
        assertThat(Long.toHexString(StableHash.of("a"))).isEqualTo("783d33f6e5e2933c");
        assertThat(Long.toHexString(StableHash.of("waxwing"))).isEqualTo("8bbc57915a05441d");
        assertThat(Long.toHexString(StableHash.of(42L))).isEqualTo("63eb4d090e3c46f3");
        assertThat(Long.toHexString(StableHash.of(new Station("x", 7, TimeUnit.DAYS))))
                .isEqualTo("dfaaa2ef7f9e9bcb");
    }

    @Test
    void equal_keys_have_equal_hashes() {
        assertThat(StableHash.of(new Station("x", 1, TimeUnit.DAYS)))
                .isEqualTo(StableHash.of(new Station("x", 1, TimeUnit.DAYS)));
        assertThat(StableHash.of(List.of("a", 1))).isEqualTo(StableHash.of(new ArrayList<>(List.of("a", 1))));
        assertThat(StableHash.of(new UUID(1, 2))).isEqualTo(StableHash.of(new UUID(1, 2)));
        assertThat(StableHash.of(new BigDecimal("1.50"))).isEqualTo(StableHash.of(new BigDecimal("1.50")));
        assertThat(StableHash.of(Instant.EPOCH)).isEqualTo(StableHash.of(Instant.ofEpochSecond(0)));
        assertThat(StableHash.of(Duration.ofSeconds(60))).isEqualTo(StableHash.of(Duration.ofMinutes(1)));
        assertThat(StableHash.of(Optional.of("x"))).isEqualTo(StableHash.of(Optional.of("x")));
    }

    @Test
    void keys_that_are_numbered_are_spread_evenly_over_workers() {
        for (int workers : new int[] {2, 3, 8, 64}) {
            var perWorker = new int[workers];
            int keys = 1 << 16;
            for (int i = 0; i < keys; i++) {
                perWorker[StableHash.scale(StableHash.of("user-" + i), workers)]++;
            }
            for (int count : perWorker) {
                assertThat(count).isBetween(keys / workers * 8 / 10, keys / workers * 12 / 10);
            }
        }
    }

    @Test
    void small_numbers_are_spread_over_workers() {
        var perWorker = new int[3];
        for (int i = 0; i < 30_000; i++) {
            perWorker[StableHash.scale(StableHash.of(i), 3)]++;
        }
        for (int count : perWorker) {
            assertThat(count).isBetween(9_000, 11_000);
        }
    }

    @Test
    void keys_without_a_stable_hash_are_refused_by_name() {
        assertThatThrownBy(() -> StableHash.of(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a key of type java.lang.Object")
                .hasMessageContaining("use a String");
        assertThatThrownBy(() -> StableHash.of(new Bad(new int[0]))).hasMessageContaining("a key of type int[]");
        assertThatThrownBy(() -> StableHash.of(JapaneseDate.now(ZoneOffset.UTC)))
                .hasMessageContaining("a key of type java.time.chrono.JapaneseDate");
        assertThatThrownBy(() -> StableHash.of(null)).hasMessageContaining("the key is null");
    }

    @Test
    void records_that_compare_themselves_in_their_own_way_are_refused() {
        for (Object key : List.of(new AnyCase("x"), new OwnHash("x"), List.of(new Bad(new AnyCase("x"))))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> StableHash.of(key))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching(
                                "record " + StableHashTest.class.getName() + "\\$(AnyCase|OwnHash) has an equals"
                                        + " or hashCode of its own, so it can't be a key: keys are sent to workers by all their"
                                        + " components; take both methods out, and make alike what is to be equal in the record's constructor");
            }
        }
        assertThat(StableHash.of(new OwnText("x"))).isEqualTo(StableHash.of(new OwnText("x")));
    }

    @Test
    void a_list_with_null_is_a_key_as_a_record_with_null_is() {
        assertThat(StableHash.of(Arrays.asList("a", null)))
                .isEqualTo(StableHash.of(Arrays.asList("a", null)))
                .isNotEqualTo(StableHash.of(List.of("a")))
                .isNotEqualTo(StableHash.of(Arrays.asList(null, "a")));
    }
}
