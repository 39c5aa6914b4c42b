package dev.keyhold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class P384Test {
    @Test
    void aKeyComesBackFromItsCompressedPoint() throws GeneralSecurityException, EnvelopeException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(P384.CURVE));
        for (int i = 0; i < 50; i++) {
            ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();

            assertThat(P384.decode(P384.encode(key)).getW()).isEqualTo(key.getW());
        }
    }

    @Test
    void whatIsNoPointOfTheCurveIsRefused() {
        byte[] field =
                HexFormat.of()
                        .parseHex(
                                "02"
                                        + "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
                                        + "ffffffff0000000000000000ffffffff");
        for (byte[] point :
                new byte[][] {
                    new byte[0],
                    {2},
                    Arrays.copyOf(new byte[] {4}, 97), // uncompressed
                    Arrays.copyOf(new byte[] {5}, 49),
                    Arrays.copyOf(new byte[] {2}, 50),
                    field, // x is the field's prime
                    notOnTheCurve()
                }) {
            assertThatThrownBy(() -> P384.decode(Base64.getEncoder().encodeToString(point)))
                    .isInstanceOf(EnvelopeException.class);
        }
        assertThatThrownBy(() -> P384.decode("%%%")).isInstanceOf(EnvelopeException.class);
    }

    /// Of the small x, about half have no y; the first of those.
    private static byte[] notOnTheCurve() {
        for (byte x = 1; x < 100; x++) {
            byte[] point = new byte[49];
            point[0] = 2;
            point[48] = x;
            try {
                P384.decode(Base64.getEncoder().encodeToString(point));
            } catch (EnvelopeException noSuchPoint) {
                return point;
            }
        }
        throw new AssertionError("every x has a y");
    }
}
