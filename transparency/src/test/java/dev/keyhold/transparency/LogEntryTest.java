package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogEntryTest {
    private static final Hash COMMITMENT =
            Hash.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    private static final LogEntry ENTRY =
            new LogEntry(258, 0x0123456789ABL, "111122223333", "eu-west-1", 7, COMMITMENT);

    /// The example of docs/log-format.md.
    @Test
    void theEnvelopeHasTheDocumentedBytes() {
        assertThat(HexFormat.of().formatHex(ENTRY.encode()))
                .isEqualTo(
                        "01"
                                + "0000000000000102"
                                + "00000123456789ab"
                                + "313131313232323233333333"
                                + "09"
                                + "65752d776573742d31"
                                + "0000000000000007"
                                + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        assertThat(LogEntry.decode(ENTRY.encode())).isEqualTo(ENTRY);
    }

    @Test
    void theShortestAndTheLongestRegionAndTheLargestNumbersFit() {
        for (String region : new String[] {"a", "z".repeat(63)}) {
            LogEntry entry =
                    new LogEntry(Long.MAX_VALUE, Long.MAX_VALUE, "000000000000", region, Long.MAX_VALUE, COMMITMENT);
            assertThat(LogEntry.decode(entry.encode())).isEqualTo(entry);
        }
    }

    @Test
    void anEnvelopeWithAMissingOrAnAdditionalByteIsRefused() {
        byte[] encoded = ENTRY.encode();
        for (int length = 0; length < 200; length++) {
            byte[] other = Arrays.copyOf(encoded, length);
            if (length != encoded.length) {
                assertThatThrownBy(() -> LogEntry.decode(other)).isInstanceOf(LogFormatException.class);
            }
        }
    }

    @Test
    void aChangedByteIsRefusedOrIsAnotherEntryWithThoseBytes() {
        byte[] encoded = ENTRY.encode();
        int refused = 0;
        for (int i = 0; i < encoded.length; i++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = encoded.clone();
                changed[i] = (byte) value;
                try {
                    assertThat(LogEntry.decode(changed).encode()).isEqualTo(changed);
                } catch (LogFormatException _) {
                    refused++;
                }
            }
        }
        // version and region length: 255 wrong values each; 12 digits: 246; 9 region characters: 219; 3 top bytes: 128
        assertThat(refused).isEqualTo(2 * 255 + 12 * 246 + 9 * 219 + 3 * 128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11112222333",
                "1111222233334",
                "11112222333x",
                " 11122223333",
                "\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661"
            })
    void anAccountThatIsNotTwelveDigitsIsRefused(String account) {
        assertThatThrownBy(() -> new LogEntry(0, 0, account, "eu-west-1", 0, COMMITMENT))
                .isInstanceOf(LogFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EU-WEST-1",
                "eu_west_1",
                "eu west",
                "\u00e9u-west-1",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void aRegionOutsideItsAlphabetIsRefused(String region) {
        assertThatThrownBy(() -> new LogEntry(0, 0, "111122223333", region, 0, COMMITMENT))
                .isInstanceOf(LogFormatException.class);
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> new LogEntry(-1, 0, "111122223333", "a", 0, COMMITMENT))
                .isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> new LogEntry(0, -1, "111122223333", "a", 0, COMMITMENT))
                .isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> new LogEntry(0, 0, "111122223333", "a", -1, COMMITMENT))
                .isInstanceOf(LogFormatException.class);
    }
}
