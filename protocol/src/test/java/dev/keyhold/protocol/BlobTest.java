package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BlobTest {

    @Test
    void laterWritesToTheGivenOrAnsweredArrayDoNotReachTheBlob() {
        byte[] given = {1, 2, 3};
        Blob blob = Blob.of(given);
        given[0] = 9;
        blob.toByteArray()[1] = 9;
        assertThat(blob.toByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void aWrappedArrayIsNotCopied() {
        byte[] given = {1, 2, 3};
        Blob blob = Blob.wrap(given);
        given[0] = 9;
        assertThat(blob.toByteArray()).containsExactly(9, 2, 3);
    }

    @Test
    void blobsAreEqualExactlyIfTheirBytesAre() {
        Blob blob = Blob.of(new byte[] {1, 2});
        assertThat(blob).isEqualTo(Blob.of(new byte[] {1, 2})).hasSameHashCodeAs(Blob.of(new byte[] {1, 2}));
        assertThat(blob)
                .isNotEqualTo(Blob.of(new byte[] {1, 3}))
                .isNotEqualTo(Blob.of(new byte[] {1}))
                .isNotEqualTo(Blob.of(new byte[] {1, 2, 0}));
    }

    @Test
    void theTextFormGivesTheLengthOnly() {
        assertThat(Blob.of(new byte[32])).hasToString("Blob[32 bytes]");
    }

    @Test
    void copyingRefusesTooSmallATarget() {
        byte[] target = new byte[4];
        Blob.of(new byte[] {1, 2}).copyTo(target, 1);
        assertThat(target).containsExactly(0, 1, 2, 0);
        assertThatThrownBy(() -> Blob.of(new byte[] {1, 2}).copyTo(target, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
