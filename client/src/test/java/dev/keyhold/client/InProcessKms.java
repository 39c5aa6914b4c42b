package dev.keyhold.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/// A key service that keeps real AES-256 keys in this process and stands behind the SDK's own client interface, so that
/// both [KmsDataKeys] and the AWS Encryption SDK's KMS providers run against it unchanged. Two that are made with one
/// seed have the same keys. Thread-safe.
final class InProcessKms implements KmsClient {
    private static final int IV = 12;

    private final Random random;
    private final Map<String, List<byte[]>> materials = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final List<String> disabled = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /// One call that arrived.
    record Call(String operation, String keyId, Map<String, String> context) {}

    InProcessKms(long seed) {
        random = new Random(seed);
    }

    /// Makes a key and returns its ARN.
    synchronized String newKey() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String hex = HexFormat.of().formatHex(id);
        String arn =
                "arn:aws:kms:eu-central-1:000000000000:key/"
                        + hex.substring(0, 8)
                        + "-"
                        + hex.substring(8, 12)
                        + "-"
                        + hex.substring(12, 16)
                        + "-"
                        + hex.substring(16, 20)
                        + "-"
                        + hex.substring(20);
        materials.put(arn, new CopyOnWriteArrayList<>());
        rotate(arn);
        return arn;
    }

    synchronized void rotate(String arn) {
        byte[] material = new byte[32];
        random.nextBytes(material);
        materialsOf(arn).add(material);
    }

    void alias(String name, String arn) {
        aliases.put(name, arn);
    }

    void disable(String arn) {
        disabled.add(arn);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    String currentMaterialId(String arn) {
        return materialId(materialsOf(arn).size() - 1);
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        String arn = resolve("GenerateDataKey", request.keyId(), request.encryptionContext());
        byte[] dataKey = new byte[request.numberOfBytes() == null ? 32 : request.numberOfBytes()];
        synchronized (this) {
            random.nextBytes(dataKey);
        }
        return GenerateDataKeyResponse.builder()
                .keyId(arn)
                .keyMaterialId(currentMaterialId(arn))
                .plaintext(SdkBytes.fromByteArray(dataKey))
                .ciphertextBlob(wrap(arn, dataKey, request.encryptionContext()))
                .build();
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        String arn = resolve("Encrypt", request.keyId(), request.encryptionContext());
        return EncryptResponse.builder()
                .keyId(arn)
                .ciphertextBlob(wrap(arn, request.plaintext().asByteArray(), request.encryptionContext()))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        String arn = resolve("Decrypt", request.keyId(), request.encryptionContext());
        Opened opened = unwrap(arn, request.ciphertextBlob(), request.encryptionContext());
        return DecryptResponse.builder()
                .keyId(arn)
                .keyMaterialId(opened.materialId())
                .plaintext(opened.plaintext())
                .build();
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        String from = resolve("ReEncryptFrom", request.sourceKeyId(), request.sourceEncryptionContext());
        String to = resolve("ReEncryptTo", request.destinationKeyId(), request.destinationEncryptionContext());
        Opened opened = unwrap(from, request.ciphertextBlob(), request.sourceEncryptionContext());
        return ReEncryptResponse.builder()
                .sourceKeyId(from)
                .sourceKeyMaterialId(opened.materialId())
                .keyId(to)
                .destinationKeyMaterialId(currentMaterialId(to))
                .ciphertextBlob(wrap(to, opened.plaintext().asByteArray(), request.destinationEncryptionContext()))
                .build();
    }

    @Override
    public String serviceName() {
        return "kms";
    }

    @Override
    public void close() {}

    private record Opened(String materialId, SdkBytes plaintext) {}

    private String resolve(String operation, String keyId, Map<String, String> context) {
        calls.add(new Call(operation, keyId, Map.copyOf(context)));
        String arn = aliases.getOrDefault(keyId, keyId);
        if (!materials.containsKey(arn)) {
            throw NotFoundException.builder().message("no such key").build();
        }
        if (disabled.contains(arn)) {
            throw DisabledException.builder().message("disabled").build();
        }
        return arn;
    }

    private List<byte[]> materialsOf(String arn) {
        List<byte[]> list = materials.get(arn);
        if (list == null) {
            throw new IllegalArgumentException("no such key");
        }
        return list;
    }

    private static String materialId(int index) {
        return "%064x".formatted(index + 1);
    }

    private SdkBytes wrap(String arn, byte[] plaintext, Map<String, String> context) {
        int index = materialsOf(arn).size() - 1;
        byte[] iv = new byte[IV];
        synchronized (this) {
            random.nextBytes(iv);
        }
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, materialsOf(arn).get(index), iv, aad(arn, context), plaintext);
        return SdkBytes.fromByteArray(
                ByteBuffer.allocate(4 + IV + sealed.length).putInt(index).put(iv).put(sealed).array());
    }

    private Opened unwrap(String arn, SdkBytes blob, Map<String, String> context) {
        ByteBuffer in = blob.asByteBuffer();
        if (in.remaining() < 4 + IV + 16) {
            throw InvalidCiphertextException.builder().message("too short").build();
        }
        int index = in.getInt();
        if (index < 0 || index >= materialsOf(arn).size()) {
            throw IncorrectKeyException.builder().message("no such material").build();
        }
        byte[] iv = new byte[IV];
        byte[] sealed = new byte[in.remaining() - IV];
        in.get(iv).get(sealed);
        byte[] plaintext = gcm(Cipher.DECRYPT_MODE, materialsOf(arn).get(index), iv, aad(arn, context), sealed);
        return new Opened(materialId(index), SdkBytes.fromByteArray(plaintext));
    }

    private static byte[] gcm(int mode, byte[] key, byte[] iv, byte[] aad, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
            cipher.updateAAD(aad);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException changed) {
            throw InvalidCiphertextException.builder().message("invalid ciphertext").cause(changed).build();
        }
    }

    private static byte[] aad(String arn, Map<String, String> context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            List<String> texts = new ArrayList<>(List.of(arn));
            new TreeMap<>(context).forEach((key, value) -> texts.addAll(Arrays.asList(key, value)));
            for (String text : texts) {
                byte[] utf8 = text.getBytes(UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
