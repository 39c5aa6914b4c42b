package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowIdentityTest {

    @Test
    void differentRowsAreNeverTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<RowIdentity, List<String>> seen = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            String[] parts = new String[1 + random.nextInt(3)];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = "ab\u0000\u0001".substring(random.nextInt(3)).repeat(random.nextInt(3));
            }
            String table = "t".repeat(random.nextInt(3));
            List<String> all = List.of(table, String.join("|", parts), Integer.toString(parts.length));
            List<String> earlier = seen.put(RowIdentity.of(table, parts), all);
            if (earlier != null) {
                assertThat(earlier).as("seed " + seed).isEqualTo(all);
            }
        }
        assertThat(seen).hasSizeGreaterThan(500);
    }

    @Test
    void partsCannotBeSplitOtherwise() {
        assertThat(
                        List.of(
                                RowIdentity.of("t", "a", "bc"),
                                RowIdentity.of("t", "ab", "c"),
                                RowIdentity.of("t", "abc"),
                                RowIdentity.of("ta", "b", "c"),
                                RowIdentity.of("t", "a", "b", "c"),
                                RowIdentity.of("t", "abc", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRowWithoutPrimaryKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RowIdentity.of("keys"));
    }

    @Test
    void aLoneSurrogateIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RowIdentity.of("keys", "\ud800"));
    }
}
