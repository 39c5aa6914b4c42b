package dev.keyhold.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A decoder written from `docs/ciphertext-format.md` alone, on the JDK's ciphers alone: it shares no code with what it
/// checks.
final class PublishedFormat {

    private PublishedFormat() {}

    static byte[] decrypt(byte[] material, Map<String, String> context, byte[] blob) throws GeneralSecurityException {
        require(blob.length >= 120 && blob.length <= 6144, "length");
        require(blob[0] == 'K' && blob[1] == 'H' && blob[2] == 1 && blob[3] == 1, "magic, version or suite");
        return open(material, "keyhold/kms/sym/v1", blob, 44, canonical(context));
    }

    static byte[] unwrap(byte[] key, List<String> row, byte[] wrapped) throws GeneralSecurityException {
        require(wrapped.length > 84, "length");
        require(wrapped[0] == 'K' && wrapped[1] == 'W' && wrapped[2] == 1 && wrapped[3] == 1, "magic");
        List<byte[]> fields = new ArrayList<>();
        row.forEach(part -> fields.add(part.getBytes(StandardCharsets.UTF_8)));
        return open(key, "keyhold/kms/wrap/v1", wrapped, 8, prefixed(row.size(), fields));
    }

    static byte[] canonical(Map<String, String> context) {
        List<byte[]> keys = new ArrayList<>();
        context.keySet().forEach(key -> keys.add(key.getBytes(StandardCharsets.UTF_8)));
        keys.sort(Arrays::compareUnsigned);
        List<byte[]> fields = new ArrayList<>();
        for (byte[] key : keys) {
            fields.add(key);
            String value = context.get(new String(key, StandardCharsets.UTF_8));
            fields.add(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
        }
        return prefixed(keys.size(), fields);
    }

    static byte[] kbkdf(byte[] key, String label, byte[] context, int bits) throws GeneralSecurityException {
        byte[] result = new byte[0];
        for (int i = 1; 8 * result.length < bits; i++) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] input =
                    join(number(i), label.getBytes(StandardCharsets.US_ASCII), new byte[1], context, number(bits));
            result = join(result, mac.doFinal(input));
        }
        return Arrays.copyOf(result, bits / 8);
    }

    private static byte[] open(byte[] secret, String label, byte[] blob, int header, byte[] context)
            throws GeneralSecurityException {
        byte[] aad = join(Arrays.copyOf(blob, header), context);
        byte[] n = Arrays.copyOfRange(blob, header, header + 16);
        byte[] c = Arrays.copyOfRange(blob, header + 16, header + 48);
        byte[] iv = Arrays.copyOfRange(blob, header + 48, header + 60);
        byte[] body = Arrays.copyOfRange(blob, header + 60, blob.length);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(aad);
        byte[] derived = kbkdf(secret, label, join(n, hash), 512);
        require(MessageDigest.isEqual(c, Arrays.copyOfRange(derived, 32, 64)), "commitment");
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(derived, 0, 32, "AES"), new GCMParameterSpec(128, iv));
        gcm.updateAAD(aad);
        return gcm.doFinal(body);
    }

    private static byte[] prefixed(int count, List<byte[]> fields) {
        byte[] form = number(count);
        for (byte[] field : fields) {
            form = join(form, number(field.length), field);
        }
        return form;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static void require(boolean condition, String what) throws GeneralSecurityException {
        if (!condition) {
            throw new GeneralSecurityException("refused: " + what);
        }
    }
}
