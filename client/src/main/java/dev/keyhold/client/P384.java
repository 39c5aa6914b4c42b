package dev.keyhold.client;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/// Public keys of P-384 as the encryption context carries them: the compressed point (SEC 1, 2.3.3), in base64.
final class P384 {
    static final String CURVE = "secp384r1";
    static final String ECDSA = "SHA384withECDSA";

    private static final int COORDINATE_BYTES = 48;
    private static final int EVEN = 2;

    private P384() {}

    static String encode(ECPublicKey key) {
        byte[] point = new byte[1 + COORDINATE_BYTES];
        byte[] x = key.getW().getAffineX().toByteArray();
        int significant = Math.min(x.length, COORDINATE_BYTES);
        System.arraycopy(x, x.length - significant, point, point.length - significant, significant);
        point[0] = (byte) (key.getW().getAffineY().testBit(0) ? EVEN + 1 : EVEN);
        return Base64.getEncoder().encodeToString(point);
    }

    static ECPublicKey decode(String base64) throws EnvelopeException {
        byte[] point;
        try {
            point = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        if (point.length != 1 + COORDINATE_BYTES || (point[0] & ~1) != EVEN) {
            throw malformed();
        }
        try {
            ECParameterSpec curve = curve();
            ECPoint decompressed = decompress(curve, new BigInteger(1, point, 1, COORDINATE_BYTES), point[0] != EVEN);
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(decompressed, curve));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("P-384 is missing", missing);
        }
    }

    /// Solves y² = x³ + ax + b. The field's prime is 3 modulo 4, so a root is the (p + 1)/4th power.
    private static ECPoint decompress(ECParameterSpec curve, BigInteger x, boolean odd) throws EnvelopeException {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger square = x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
        BigInteger root = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        if (x.compareTo(p) >= 0 || !root.multiply(root).mod(p).equals(square)) {
            throw malformed();
        }
        return new ECPoint(x, root.testBit(0) == odd ? root : p.subtract(root));
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static EnvelopeException malformed() {
        return new EnvelopeException(
                EnvelopeException.Reason.MALFORMED, "the context's public key is not a compressed P-384 point");
    }
}
