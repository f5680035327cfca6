package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowSortTest {
    @Test
    void rows_are_in_the_order_of_their_comparator_also_where_hashes_are_alike() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            int count = random.nextInt(round + 1);
            long mask = random.nextBoolean() ? -1L : random.nextBoolean() ? 0xE00000000000000FL : 3;
            List<StateRow> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] key = {(byte) i, (byte) (i >>> 8), (byte) random.nextInt()};
                rows.add(new StateRow("step " + random.nextInt(3), random.nextLong() & mask, key, null));
            }
            List<StateRow> expected = new ArrayList<>(rows);
            expected.sort(StateRow.ORDER);

            assertThat(RowSort.sorted(rows))
                    .usingElementComparator(StateRow.ORDER)
                    .isEqualTo(expected);
        }
    }
}
