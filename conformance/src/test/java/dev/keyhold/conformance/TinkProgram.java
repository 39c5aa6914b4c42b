package dev.keyhold.conformance;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.integration.awskms.AwsKmsClient;
import java.nio.charset.StandardCharsets;

/// An application that uses Tink with AWS KMS and knows nothing of any other server. Runs in a JVM of its own.
final class TinkProgram {

    private TinkProgram() {}

    /// @param arguments the ARN of the key
    public static void main(String[] arguments) throws Exception {
        AeadConfig.register();
        Aead remote = new AwsKmsClient().withDefaultCredentials().getAead("aws-kms://" + arguments[0]);
        Aead envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, remote);

        byte[] plain = "attack at dawn".getBytes(StandardCharsets.UTF_8);
        byte[] associated = "order 7".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = remote.encrypt(plain, associated);
        System.out.println("remote: " + new String(remote.decrypt(sealed, associated), StandardCharsets.UTF_8));
        byte[] message = envelope.encrypt(plain, associated);
        System.out.println("envelope: " + new String(envelope.decrypt(message, associated), StandardCharsets.UTF_8));
    }
}
