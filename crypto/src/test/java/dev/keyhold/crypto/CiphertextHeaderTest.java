package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class CiphertextHeaderTest {

    private static final CiphertextHeader HEADER =
            CiphertextHeader.software(
                    0x0102030405060708L,
                    new Id128(0x1011121314151617L, 0x18191a1b1c1d1e1fL),
                    new Id128(0xf0f1f2f3f4f5f6f7L, 0xf8f9fafbfcfdfeffL));

    @Test
    void theBytesAreThePublishedOnes() {
        assertThat(HEADER.toBytes())
                .asHexString()
                .isEqualToIgnoringCase(
                        "4b480101"
                                + "0102030405060708"
                                + "101112131415161718191a1b1c1d1e1f"
                                + "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        assertThat(Base64.getEncoder().encodeToString(HEADER.toBytes())).startsWith("S0gBAQ");
    }

    @Test
    void whatWasWrittenIsRead() {
        assertThat(CiphertextHeader.parse(HEADER.toBytes())).isEqualTo(HEADER);
        assertThat(CiphertextHeader.parse(Arrays.copyOf(HEADER.toBytes(), 6144))).isEqualTo(HEADER);
    }

    @Test
    void wrongLengthsAreRefused() {
        for (int length : new int[] {0, 1, 43, 6145, 1 << 20}) {
            assertThatThrownBy(() -> CiphertextHeader.parse(Arrays.copyOf(HEADER.toBytes(), length)))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    void theParts120BytesAddUp() {
        assertThat(CiphertextHeader.LENGTH).isEqualTo(2 + 1 + 1 + 8 + 16 + 16);
        assertThat(SymmetricEngine.OVERHEAD).isEqualTo(44 + 16 + 32 + 12 + 16).isEqualTo(120);
        assertThat(SecretWrapping.OVERHEAD).isEqualTo(84);
    }

    @Test
    void anIdIsSixteenBytes() {
        assertThat(HEADER.keyId()).hasToString("101112131415161718191a1b1c1d1e1f");
        assertThat(Id128.of(HEADER.materialId().toBytes())).isEqualTo(HEADER.materialId());
        assertThatIllegalArgumentException().isThrownBy(() -> Id128.of(new byte[15]));
        assertThatIllegalArgumentException().isThrownBy(() -> Id128.of(new byte[17]));
    }

    @Test
    void aMaterialIdIs64LowerCaseHexDigits() {
        String hex = "00112233445566778899aabbccddeeff".repeat(2);
        assertThat(new KeyMaterialId(hex).shortForm()).hasToString(hex.substring(0, 32));
        for (String bad :
                new String[] {"", hex.substring(1), hex + "0", hex.toUpperCase(Locale.ROOT), hex.replace('0', 'g')}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new KeyMaterialId(bad));
        }
    }
}
