package dev.keyhold.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The attack that key commitment is for: whoever knows two materials makes one GCM ciphertext that authenticates under
/// the keys that both derive, with another plaintext under each.
///
/// One ciphertext block is free; the tag equations of both keys together are linear in it over GF(2^128), so it is
/// solved for.
final class TwoKeyBlob {

    private static final int BLOCK = 16;
    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(127);
    private static final BigInteger REDUCTION = BigInteger.valueOf(0xe1).shiftLeft(120);

    private final byte[] head;
    private final byte[] tail;
    private final byte[] firstKey;
    private final byte[] secondKey;
    private final byte[] firstCommitment;
    private final byte[] secondCommitment;
    private final SecretBytes first;
    private final byte[] aad;

    private TwoKeyBlob(SecretBytes first, byte[] head, byte[] aad, byte[] derivedFirst, byte[] derivedSecond)
            throws GeneralSecurityException {
        this.first = first;
        this.head = head;
        this.aad = aad;
        this.firstKey = Arrays.copyOf(derivedFirst, 32);
        this.secondKey = Arrays.copyOf(derivedSecond, 32);
        this.firstCommitment = Arrays.copyOfRange(derivedFirst, 32, 64);
        this.secondCommitment = Arrays.copyOfRange(derivedSecond, 32, 64);
        this.tail = solve();
    }

    static TwoKeyBlob craft(SecretBytes first, SecretBytes second, byte[] header, byte[] context)
            throws GeneralSecurityException {
        byte[] aad = ByteBuffer.allocate(header.length + context.length).put(header).put(context).array();
        byte[] n = new byte[BLOCK];
        byte[] bound = ByteBuffer.allocate(48).put(n).put(MessageDigest.getInstance("SHA-256").digest(aad)).array();
        byte[] head = Arrays.copyOf(header, header.length + BLOCK);
        return new TwoKeyBlob(first, head, aad, derive(first, bound), derive(second, bound));
    }

    /// The whole blob, with the commitment of one of the two materials.
    byte[] committedTo(SecretBytes material) {
        byte[] commitment = material == first ? firstCommitment : secondCommitment;
        return ByteBuffer.allocate(head.length + 32 + tail.length).put(head).put(commitment).put(tail).array();
    }

    /// What plain AES-GCM makes of it with the first key; it authenticates.
    byte[] plaintextUnderFirst() throws GeneralSecurityException {
        return gcm(firstKey);
    }

    /// What plain AES-GCM makes of it with the second key; it authenticates too.
    byte[] plaintextUnderSecond() throws GeneralSecurityException {
        return gcm(secondKey);
    }

    private byte[] gcm(byte[] key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, tail, 0, 12));
        cipher.updateAAD(aad);
        return cipher.doFinal(tail, 12, tail.length - 12);
    }

    /// IV (zeros), one chosen block, the solved block, and the tag.
    private byte[] solve() throws GeneralSecurityException {
        BigInteger chosen =
                new BigInteger(1, "attacker's choice".substring(0, BLOCK).getBytes(StandardCharsets.US_ASCII));
        BigInteger firstHash = block(firstKey, new byte[BLOCK]);
        BigInteger secondHash = block(secondKey, new byte[BLOCK]);
        byte[] counter = new byte[BLOCK];
        counter[BLOCK - 1] = 1;
        BigInteger firstRest = hashWithoutFreeBlock(firstHash, chosen).xor(block(firstKey, counter));
        BigInteger secondRest = hashWithoutFreeBlock(secondHash, chosen).xor(block(secondKey, counter));
        BigInteger firstFactor = multiply(firstHash, firstHash);
        BigInteger factor = firstFactor.xor(multiply(secondHash, secondHash));
        BigInteger free = multiply(firstRest.xor(secondRest), inverse(factor));
        BigInteger tag = firstRest.xor(multiply(free, firstFactor));
        return ByteBuffer.allocate(12 + 3 * BLOCK)
                .put(new byte[12])
                .put(bytes(chosen))
                .put(bytes(free))
                .put(bytes(tag))
                .array();
    }

    private BigInteger hashWithoutFreeBlock(BigInteger hash, BigInteger chosen) {
        BigInteger sum = BigInteger.ZERO;
        byte[] padded = Arrays.copyOf(aad, (aad.length + BLOCK - 1) / BLOCK * BLOCK);
        for (int at = 0; at < padded.length; at += BLOCK) {
            sum = multiply(sum.xor(new BigInteger(1, Arrays.copyOfRange(padded, at, at + BLOCK))), hash);
        }
        sum = multiply(multiply(sum.xor(chosen), hash), hash);
        byte[] lengths = ByteBuffer.allocate(BLOCK).putLong(8L * aad.length).putLong(8L * 2 * BLOCK).array();
        return multiply(sum.xor(new BigInteger(1, lengths)), hash);
    }

    private static BigInteger multiply(BigInteger x, BigInteger y) {
        BigInteger product = BigInteger.ZERO;
        BigInteger shifted = x;
        for (int bit = 127; bit >= 0; bit--) {
            if (y.testBit(bit)) {
                product = product.xor(shifted);
            }
            BigInteger half = shifted.shiftRight(1);
            shifted = shifted.testBit(0) ? half.xor(REDUCTION) : half;
        }
        return product;
    }

    /// x to the power 2^128 - 2.
    private static BigInteger inverse(BigInteger x) {
        BigInteger result = ONE;
        BigInteger square = x;
        for (int i = 1; i < 128; i++) {
            square = multiply(square, square);
            result = multiply(result, square);
        }
        return result;
    }

    private static BigInteger block(byte[] key, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return new BigInteger(1, cipher.doFinal(input));
    }

    private static byte[] bytes(BigInteger block) {
        byte[] magnitude = block.toByteArray();
        byte[] bytes = new byte[BLOCK];
        int length = Math.min(BLOCK, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, bytes, BLOCK - length, length);
        return bytes;
    }

    private static byte[] derive(SecretBytes material, byte[] bound) {
        return material.unsafeUse(bytes -> {
            try {
                return PublishedFormat.kbkdf(bytes, "keyhold/kms/sym/v1", bound, 512);
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }
}
