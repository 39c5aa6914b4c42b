package dev.keyhold.client;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One encrypted data key of a header, of whatever provider. Immutable.
final class DataKeyEntry {
    /// The provider id of every KMS that speaks the AWS protocol.
    static final String AWS_KMS = "aws-kms";

    private final String provider;
    private final byte[] information;
    private final byte[] ciphertext;

    DataKeyEntry(String provider, byte[] information, byte[] ciphertext) {
        this.provider = provider;
        this.information = information.clone();
        this.ciphertext = ciphertext.clone();
    }

    static DataKeyEntry of(WrappedDataKey wrapped) {
        byte[] arn = wrapped.key().arn().getBytes(StandardCharsets.UTF_8);
        return new DataKeyEntry(AWS_KMS, arn, wrapped.ciphertext());
    }

    boolean isAwsKms() {
        return provider.equals(AWS_KMS);
    }

    /// The data key of an `aws-kms` entry, which must name exactly one KMS key.
    WrappedDataKey wrapped() throws EnvelopeException {
        String arn = EncryptionContext.text(information);
        if (!KeyArn.isValid(arn)) {
            throw new EnvelopeException(
                    EnvelopeException.Reason.MALFORMED, "an aws-kms data key does not name its key by its ARN");
        }
        return new WrappedDataKey(new KeyUsed(arn, null), ciphertext);
    }

    MessageFacts.WrappedFor facts() {
        return new MessageFacts.WrappedFor(
                provider, new String(information, StandardCharsets.UTF_8), ciphertext.length);
    }

    void writeTo(DataOutputStream out) throws IOException {
        for (byte[] field : new byte[][] {provider.getBytes(StandardCharsets.UTF_8), information, ciphertext}) {
            if (field.length > 0xffff) {
                throw new EnvelopeException(
                        EnvelopeException.Reason.TOO_LARGE, "an encrypted data key does not fit the header");
            }
            out.writeShort(field.length);
            out.write(field);
        }
    }
}
