package dev.keyhold.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) with keys that stay protected. Threads: safe.
public final class Hmac {

    /// Length of a code in bytes.
    public static final int LENGTH = CryptoContext.MAC_LENGTH;

    private static final byte[] SIGV4_PREFIX = "AWS4".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGV4_TERMINATOR = "aws4_request".getBytes(StandardCharsets.US_ASCII);

    private final CryptoPool pool;

    /// @param pool does the work
    public Hmac(CryptoPool pool) {
        this.pool = pool;
    }

    /// The code of the data, 32 bytes. Compare it with `MessageDigest.isEqual`.
    ///
    /// @param key at most 6,144 bytes
    public byte[] sha256(SecretBytes key, byte[] data) {
        byte[] code = new byte[LENGTH];
        try (CryptoContext crypto = pool.borrow()) {
            crypto.keyMac(key);
            crypto.mac(data, code, 0);
        }
        return code;
    }

    /// The signing key of AWS Signature Version 4: a chain of HMACs from the secret access key over date, region,
    /// service and `aws4_request`.
    ///
    /// @param secretAccessKey its characters in UTF-8
    /// @param date of the credential scope, yyyyMMdd
    /// @param region of the credential scope
    /// @param service of the credential scope
    public SecretBytes sigV4SigningKey(SecretBytes secretAccessKey, String date, String region, String service) {
        try (CryptoContext crypto = pool.borrow()) {
            byte[] link = crypto.derived();
            keyWithPrefix(crypto, secretAccessKey);
            crypto.mac(date.getBytes(StandardCharsets.UTF_8), link, 0);
            chain(crypto, link, region.getBytes(StandardCharsets.UTF_8));
            chain(crypto, link, service.getBytes(StandardCharsets.UTF_8));
            chain(crypto, link, SIGV4_TERMINATOR);
            return SecretBytes.copyOf(link, 0, LENGTH);
        }
    }

    private static void keyWithPrefix(CryptoContext crypto, SecretBytes secret) {
        int length = SIGV4_PREFIX.length + secret.length();
        byte[] scratch = crypto.scratch(length);
        secret.copyTo(scratch, SIGV4_PREFIX.length);
        System.arraycopy(SIGV4_PREFIX, 0, scratch, 0, SIGV4_PREFIX.length);
        crypto.keyMac(scratch, length);
        Arrays.fill(scratch, 0, length, (byte) 0);
    }

    private static void chain(CryptoContext crypto, byte[] link, byte[] data) {
        crypto.keyMac(link, LENGTH);
        crypto.mac(data, link, 0);
    }
}
