package dev.keyhold.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.keys.Grant;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.GrantOperation;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantTokenTest {

    private static final KeyId KEY = new KeyId("00000000-0000-4000-8000-00000000000a");
    private static final String ID = "ab".repeat(32);

    private final Randomness randomness = Randomness.of(CryptoPool.shared());
    private final String token = GrantToken.of(grant(KEY), randomness);

    private static Grant grant(KeyId key) {
        return new Grant(
                "111122223333",
                "eu-central-1",
                key,
                ID,
                "",
                Instant.EPOCH,
                "111122223333",
                "arn:aws:iam::111122223333:user/alice",
                Optional.empty(),
                List.of(GrantOperation.Decrypt),
                Grant.UNCONSTRAINED,
                Optional.empty());
    }

    @Test
    void aTokenNamesItsGrant() {
        assertThat(GrantToken.parse(token)).contains(new GrantToken(KEY, ID));
        KeyId multiRegion = new KeyId("mrk-" + "c".repeat(32));
        assertThat(GrantToken.parse(GrantToken.of(grant(multiRegion), randomness)))
                .contains(new GrantToken(multiRegion, ID));
    }

    @Test
    void noTwoTokensOfAGrantAreEqual() {
        assertThat(GrantToken.of(grant(KEY), randomness)).isNotEqualTo(token);
    }

    @Test
    void whatIsNoTokenNamesNothing() {
        byte[] bytes = Base64.getDecoder().decode(token);
        byte[] otherVersion = bytes.clone();
        otherVersion[0]++;
        byte[] noKey = bytes.clone();
        noKey[noKey.length - 1] = 'G';
        byte[] notAscii = bytes.clone();
        notAscii[notAscii.length - 1] = (byte) 0xe1;
        for (String other :
                List.of(
                        "",
                        "token",
                        token.substring(4),
                        token + "AAAA",
                        token.substring(0, token.length() - 1) + " ",
                        "!".repeat(token.length()),
                        "A".repeat(8192),
                        Base64.getEncoder().encodeToString(otherVersion),
                        Base64.getEncoder().encodeToString(noKey),
                        Base64.getEncoder().encodeToString(notAscii))) {
            assertThat(GrantToken.parse(other)).as(other).isEmpty();
        }
    }
}
