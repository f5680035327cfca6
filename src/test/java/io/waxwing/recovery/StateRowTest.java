package io.waxwing.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waxwing.exchange.StableHash;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StateRowTest {
    @Test
    void a_row_goes_where_the_items_of_its_key_go() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long hash = random.nextLong();
            int workers = random.nextInt(1, 2000);

            assertThat(new StateRow("flow.step", hash, new byte[0], null).placeAmong(workers))
                    .isEqualTo(StableHash.scale(hash, workers))
                    .isBetween(0, workers - 1);
        }
    }
}
