package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoMaterialsManager;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.caching.CachingCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.LocalCryptoMaterialsCache;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/// The AWS Encryption SDK for Java with an AWS KMS keyring and with a caching materials manager.
final class EncryptionSdkTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.ENCRYPTION_SDK_JAVA);

    private static final Map<String, String> CONTEXT = Map.of("tenant", "red");
    private static final int MESSAGES = 5;

    private final AwsCrypto crypto = AwsCrypto.standard();

    private IKeyring keyring(KmsClient kms, String keyId) {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build()
                .CreateAwsKmsKeyring(CreateAwsKmsKeyringInput.builder().kmsKeyId(keyId).kmsClient(kms).build());
    }

    private static CryptoMaterialsManager caching(KmsClient kms, String keyArn) {
        return CachingCryptoMaterialsManager.newBuilder()
                .withMasterKeyProvider(
                        KmsMasterKeyProvider.builder().customRegionalClientSupplier(_ -> kms).buildStrict(keyArn))
                .withCache(new LocalCryptoMaterialsCache(100))
                .withMaxAge(10, TimeUnit.MINUTES)
                .withMessageUseLimit(100)
                .build();
    }

    private static byte[] message() {
        byte[] message = new byte[100_000];
        new Random(1).nextBytes(message);
        return message;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aMessageComesBackAsItWas(Transport transport) {
        IKeyring keyring = keyring(transport.server().kms(), transport.server().newKey().arn());
        byte[] sealed = crypto.encryptData(keyring, message(), CONTEXT).getResult();
        CryptoResult<byte[], ?> opened = crypto.decryptData(keyring, sealed);

        assertThat(opened.getResult()).isEqualTo(message());
        assertThat(opened.getEncryptionContext()).containsAllEntriesOf(CONTEXT);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void fiveMessagesOfACachingManagerCostOneDataKeyAndOneDecryption(Transport transport) {
        ClientServer server = transport.server();
        String arn = server.newKey().arn();
        CryptoMaterialsManager manager = caching(server.kms(), arn);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            byte[] plain = ("message " + i).getBytes(StandardCharsets.UTF_8);
            messages.add(crypto.encryptData(manager, plain, CONTEXT).getResult());
        }
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(crypto.decryptData(manager, messages.get(i)).getResult())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("message " + i);
        }
        assertThat(server.calls("GenerateDataKey", arn)).isEqualTo(1);
        assertThat(server.calls("Decrypt", arn)).isEqualTo(1);
    }

    @Test
    void withoutACacheEachMessageCostsOneOfBoth() {
        ClientServer server = Transport.HTTP.server();
        String arn = server.newKey().arn();
        IKeyring keyring = keyring(server.kms(), arn);
        for (int i = 0; i < MESSAGES; i++) {
            crypto.decryptData(keyring, crypto.encryptData(keyring, message(), CONTEXT).getResult());
        }
        assertThat(server.calls("GenerateDataKey", arn)).isEqualTo(MESSAGES);
        assertThat(server.calls("Decrypt", arn)).isEqualTo(MESSAGES);
    }

    @Test
    void anAliasEncryptsAndItsKeyDecrypts() {
        ClientServer server = Transport.HTTP.server();
        KeyMetadata key = server.newKey();
        String alias = "alias/" + UUID.randomUUID();
        server.setup().createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
        String aliasArn = key.arn().replaceFirst(":key/.*", ":" + alias);

        byte[] sealed = crypto.encryptData(keyring(server.kms(), aliasArn), message(), CONTEXT).getResult();
        assertThat(crypto.decryptData(keyring(server.kms(), key.arn()), sealed).getResult()).isEqualTo(message());
    }

    @Test
    void aMessageFromBeforeARotationStillOpens() {
        ClientServer server = Transport.HTTP.server();
        KeyMetadata key = server.newKey();
        IKeyring keyring = keyring(server.kms(), key.arn());
        byte[] sealed = crypto.encryptData(keyring, message(), CONTEXT).getResult();
        server.setup().rotateKeyOnDemand(r -> r.keyId(key.keyId()));

        assertThat(crypto.decryptData(keyring, sealed).getResult()).isEqualTo(message());
    }

    @Test
    void anotherKeyOrADisabledOneDoesNotOpenIt() {
        ClientServer server = Transport.HTTP.server();
        KeyMetadata key = server.newKey();
        IKeyring keyring = keyring(server.kms(), key.arn());
        byte[] sealed = crypto.encryptData(keyring, message(), CONTEXT).getResult();
        IKeyring other = keyring(server.kms(), server.newKey().arn());

        assertThatThrownBy(() -> crypto.decryptData(other, sealed)).isNotNull();
        server.setup().disableKey(r -> r.keyId(key.keyId()));
        assertThatThrownBy(() -> crypto.decryptData(keyring, sealed)).isNotNull();
        server.setup().enableKey(r -> r.keyId(key.keyId()));
        assertThat(crypto.decryptData(keyring, sealed).getResult()).isEqualTo(message());
    }

    @Test
    void thePageShowsWhatIsTestedHere() throws Exception {
        DocPage.of("encryption-sdk").isQuotedFrom("EncryptionSdkTest");
    }
}
