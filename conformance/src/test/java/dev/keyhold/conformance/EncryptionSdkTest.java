package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoResult;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/// The AWS Encryption SDK for Java with an AWS KMS keyring.
final class EncryptionSdkTest {

    private static final Map<String, String> CONTEXT = Map.of("tenant", "red");

    private final KmsClient kms = SharedServer.kms();
    private final AwsCrypto crypto = AwsCrypto.standard();

    private IKeyring keyring(String keyId) {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build()
                .CreateAwsKmsKeyring(CreateAwsKmsKeyringInput.builder().kmsKeyId(keyId).kmsClient(kms).build());
    }

    private static byte[] message() {
        byte[] message = new byte[100_000];
        new Random(1).nextBytes(message);
        return message;
    }

    @Test
    void aMessageComesBackAsItWas() {
        IKeyring keyring = keyring(SharedServer.newKey().arn());
        byte[] sealed = crypto.encryptData(keyring, message(), CONTEXT).getResult();
        CryptoResult<byte[], ?> opened = crypto.decryptData(keyring, sealed);

        assertThat(opened.getResult()).isEqualTo(message());
        assertThat(opened.getEncryptionContext()).containsAllEntriesOf(CONTEXT);
    }

    @Test
    void anAliasEncryptsAndItsKeyDecrypts() {
        KeyMetadata key = SharedServer.newKey();
        String alias = "alias/" + UUID.randomUUID();
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
        String aliasArn = key.arn().replaceFirst(":key/.*", ":" + alias);

        byte[] sealed = crypto.encryptData(keyring(aliasArn), message(), CONTEXT).getResult();
        assertThat(crypto.decryptData(keyring(key.arn()), sealed).getResult()).isEqualTo(message());
    }

    @Test
    void aMessageFromBeforeARotationStillOpens() {
        KeyMetadata key = SharedServer.newKey();
        IKeyring keyring = keyring(key.arn());
        byte[] sealed = crypto.encryptData(keyring, message(), CONTEXT).getResult();
        kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));

        assertThat(crypto.decryptData(keyring, sealed).getResult()).isEqualTo(message());
    }

    @Test
    void anotherKeyOrADisabledOneDoesNotOpenIt() {
        KeyMetadata key = SharedServer.newKey();
        IKeyring keyring = keyring(key.arn());
        byte[] sealed = crypto.encryptData(keyring, message(), CONTEXT).getResult();
        IKeyring other = keyring(SharedServer.newKey().arn());

        assertThatThrownBy(() -> crypto.decryptData(other, sealed)).isNotNull();
        kms.disableKey(r -> r.keyId(key.keyId()));
        assertThatThrownBy(() -> crypto.decryptData(keyring, sealed)).isNotNull();
        kms.enableKey(r -> r.keyId(key.keyId()));
        assertThat(crypto.decryptData(keyring, sealed).getResult()).isEqualTo(message());
    }
}
