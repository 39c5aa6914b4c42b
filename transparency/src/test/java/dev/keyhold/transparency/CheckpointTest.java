package dev.keyhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    /// The example of C2SP tlog-checkpoint.
    private static final String PUBLISHED = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

    @Test
    void thePublishedExampleIsReadAndPrintedUnchanged() {
        Checkpoint checkpoint = Checkpoint.parse(PUBLISHED);
        assertThat(checkpoint).isEqualTo(new Checkpoint("example.com/behind-the-sofa", 20852163, Hash.ofBase64(ROOT)));
        assertThat(checkpoint.text()).isEqualTo(PUBLISHED);
    }

    @Test
    void theEmptyTreeHasSizeZeroAndTheHashOfNothing() {
        assertThat(Checkpoint.of("a", new TreeFrontier()).text())
                .isEqualTo("a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                "o\n1\n" + ROOT,
                "o\n1\n" + ROOT + "\n\n",
                "o\n1\n" + ROOT + "\nextension\n",
                "\n1\n" + ROOT + "\n",
                "o o\n1\n" + ROOT + "\n",
                "o+o\n1\n" + ROOT + "\n",
                "o\n\n" + ROOT + "\n",
                "o\n01\n" + ROOT + "\n",
                "o\n+1\n" + ROOT + "\n",
                "o\n-1\n" + ROOT + "\n",
                "o\n1 \n" + ROOT + "\n",
                "o\n0x1\n" + ROOT + "\n",
                "o\n\u0661\n" + ROOT + "\n",
                "o\n9223372036854775808\n" + ROOT + "\n",
                "o\n99999999999999999999\n" + ROOT + "\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "o\n1\n\n"
            })
    void aTextInAnyOtherFormIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void aCheckpointIsNotSignedByAKeyOfAnotherName() {
        Checkpoint checkpoint = Checkpoint.of("other/log", new TreeFrontier());
        assertThatThrownBy(() -> checkpoint.sign(TestLog.KEY)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void aSignedCheckpointIsReadBack() {
        Checkpoint checkpoint = Checkpoint.of(TestLog.ORIGIN, TestLog.of(9).frontier());
        SignedNote note = SignedNote.parse(checkpoint.sign(TestLog.KEY).encode());
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }
}
