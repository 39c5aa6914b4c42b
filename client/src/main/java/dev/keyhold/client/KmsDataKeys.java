package dev.keyhold.client;

import static dev.keyhold.client.EnvelopeException.Reason.KEY_UNAVAILABLE;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/// Data keys over the wire, by the AWS SDK's KMS client. Thread-safe, as the client is; does not close it.
///
/// The plaintext key that a response holds is overwritten once it is copied. The SDK's own buffers of the HTTP response
/// are out of reach and are left to the garbage collector.
public final class KmsDataKeys implements DataKeys {
    private final KmsClient kms;

    public KmsDataKeys(KmsClient kms) {
        this.kms = kms;
    }

    @Override
    public DataKey generate(String keyId, Map<String, String> context) throws EnvelopeException {
        GenerateDataKeyResponse answer =
                call(
                        "GenerateDataKey",
                        client ->
                                client.generateDataKey(request ->
                                        request.keyId(keyId).numberOfBytes(DataKey.BYTES).encryptionContext(context)));
        WrappedDataKey wrapped = wrapped(answer.keyId(), answer.keyMaterialId(), answer.ciphertextBlob());
        return dataKey("GenerateDataKey", taken(answer.plaintext()), wrapped);
    }

    @Override
    public DataKey open(WrappedDataKey wrapped, Map<String, String> context) throws EnvelopeException {
        String arn = wrapped.key().arn();
        SdkBytes blob = SdkBytes.fromByteArray(wrapped.ciphertext());
        DecryptResponse answer =
                call(
                        "Decrypt",
                        client ->
                                client.decrypt(
                                        request -> request.keyId(arn).ciphertextBlob(blob).encryptionContext(context)));
        byte[] key = taken(answer.plaintext());
        if (!arn.equals(answer.keyId())) {
            Arrays.fill(key, (byte) 0);
            throw new EnvelopeException(KEY_UNAVAILABLE, "Decrypt answered with another key than the one asked for");
        }
        return dataKey("Decrypt", key, wrapped(arn, answer.keyMaterialId(), blob));
    }

    @Override
    public Move move(WrappedDataKey wrapped, Map<String, String> from, String keyId, Map<String, String> to)
            throws EnvelopeException {
        String arn = wrapped.key().arn();
        SdkBytes blob = SdkBytes.fromByteArray(wrapped.ciphertext());
        ReEncryptResponse answer =
                call(
                        "ReEncrypt",
                        client ->
                                client.reEncrypt(request ->
                                        request.sourceKeyId(arn)
                                                .ciphertextBlob(blob)
                                                .sourceEncryptionContext(from)
                                                .destinationKeyId(keyId)
                                                .destinationEncryptionContext(to)));
        return new Move(
                new KeyUsed(arn, answer.sourceKeyMaterialId()),
                wrapped(answer.keyId(), answer.destinationKeyMaterialId(), answer.ciphertextBlob()));
    }

    private <R> R call(String operation, Function<KmsClient, R> request) throws EnvelopeException {
        try {
            return request.apply(kms);
        } catch (AwsServiceException refused) {
            String code =
                    refused.awsErrorDetails() == null
                            ? "HTTP status " + refused.statusCode()
                            : refused.awsErrorDetails().errorCode();
            throw new EnvelopeException(KEY_UNAVAILABLE, "the KMS refused " + operation + ": " + code, refused);
        } catch (SdkException failed) {
            throw new EnvelopeException(KEY_UNAVAILABLE, operation + " did not reach the KMS", failed);
        }
    }

    private static WrappedDataKey wrapped(@Nullable String arn, @Nullable String materialId, @Nullable SdkBytes blob)
            throws EnvelopeException {
        if (arn == null || blob == null || !KeyArn.isValid(arn)) {
            throw new EnvelopeException(KEY_UNAVAILABLE, "the KMS answered without a key ARN or ciphertext");
        }
        return new WrappedDataKey(new KeyUsed(arn, materialId), blob.asByteArrayUnsafe());
    }

    /// A copy of the key, whose original in the response is overwritten.
    private static byte[] taken(@Nullable SdkBytes plaintext) throws EnvelopeException {
        if (plaintext == null) {
            throw new EnvelopeException(KEY_UNAVAILABLE, "the KMS answered without a data key");
        }
        byte[] key = plaintext.asByteArray();
        Arrays.fill(plaintext.asByteArrayUnsafe(), (byte) 0);
        return key;
    }

    private static DataKey dataKey(String operation, byte[] key, WrappedDataKey wrapped) throws EnvelopeException {
        try {
            return new DataKey(key, wrapped);
        } catch (IllegalArgumentException wrongLength) {
            throw new EnvelopeException(
                    KEY_UNAVAILABLE, operation + " gave a data key of the wrong length", wrongLength);
        }
    }
}
