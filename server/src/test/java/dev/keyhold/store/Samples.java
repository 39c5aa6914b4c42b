package dev.keyhold.store;

import dev.keyhold.audit.LogHead;
import dev.keyhold.audit.StoredEntry;
import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.User;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.Rotations;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import dev.keyhold.transparency.LogEntry;
import dev.keyhold.transparency.RecordCommitment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Values of every kind that the store keeps.
public final class Samples {

    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String REGION = "us-east-1";
    static final String OTHER_REGION = "eu-central-1";
    static final Instant TIME = Instant.parse("2026-03-04T05:06:07.123456789Z");

    private Samples() {}

    static KeyId keyId(int number) {
        return new KeyId("00000000-0000-4000-8000-%012x".formatted(number));
    }

    /// A material id whose first 32 digits say the number.
    static String materialId(int number) {
        return "%032x".formatted(number) + "0".repeat(32);
    }

    static KmsKey key(String account, String region, int number) {
        return new KmsKey(
                account,
                region,
                keyId(number),
                1,
                TIME,
                "key " + number,
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsageType.ENCRYPT_DECRYPT,
                OriginType.AWS_KMS,
                new KeyState.Enabled(),
                "{\"Version\":\"2012-10-17\"}",
                materialId(number),
                Rotations.NONE,
                Map.of());
    }

    static KmsKey key(int number) {
        return key(ACCOUNT, REGION, number);
    }

    static KeyMaterial material(KmsKey key, int sequence) {
        return new KeyMaterial(
                key.account(),
                key.region(),
                key.id(),
                sequence,
                key.currentMaterial(),
                Blob.of(key.currentMaterial().getBytes(StandardCharsets.US_ASCII)),
                TIME.plusSeconds(sequence),
                sequence == 0 ? Optional.empty() : Optional.of(KeyMaterial.Rotation.ON_DEMAND));
    }

    static KeyChange create(KmsKey key) {
        return new KeyChange.CreateKey(key, material(key, 0));
    }

    /// A key of the usual account and region with its first material.
    public static KeyChange createKey(int number) {
        return create(key(number));
    }

    static Alias alias(KmsKey target, String name) {
        return new Alias(target.account(), target.region(), new AliasName("alias/" + name), target.id(), 1, TIME, TIME);
    }

    static User user(String account, String name, int number) {
        return new User(account, "/", name, "AIDA%017d".formatted(number), TIME, Attachments.NONE);
    }

    static AccessKey accessKey(String account, Optional<String> user, int number) {
        return new AccessKey(
                "AKIA%016d".formatted(number), account, user, Blob.of(new byte[] {1, 2, (byte) number}), true, 1, TIME);
    }

    /// An entry whose record has this many random bytes.
    public static StoredEntry entry(long index, int recordBytes, Random random) {
        byte[] record = new byte[recordBytes];
        random.nextBytes(record);
        byte[] salt = new byte[RecordCommitment.SALT_BYTES];
        random.nextBytes(salt);
        byte[] envelope =
                new LogEntry(
                                index,
                                1_700_000_000_000L + index,
                                ACCOUNT,
                                REGION,
                                1,
                                new RecordCommitment().commit(salt, record))
                        .encode();
        return new StoredEntry(index, envelope, salt, record);
    }

    /// Entries of `[from, to)`, always the same ones.
    public static List<StoredEntry> entries(long from, long to) {
        List<StoredEntry> entries = new ArrayList<>();
        for (long index = from; index < to; index++) {
            entries.add(entry(index, 20, new Random(index)));
        }
        return entries;
    }

    /// A head of this size. The store does not look into frontier and checkpoint.
    public static LogHead head(long size) {
        return new LogHead(
                size,
                ("frontier at " + size).getBytes(StandardCharsets.US_ASCII),
                ("checkpoint at " + size).getBytes(StandardCharsets.US_ASCII));
    }

    /// All of an entry as one text, to compare it by.
    static String text(StoredEntry entry) {
        return entry.index()
                + ":"
                + HexFormat.of().formatHex(entry.envelope())
                + ":"
                + HexFormat.of().formatHex(entry.salt())
                + ":"
                + HexFormat.of().formatHex(entry.record());
    }

    static List<String> texts(List<StoredEntry> entries) {
        return entries.stream().map(Samples::text).toList();
    }
}
