package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/// The AWS SDK for Java v2 with every operation that there is, over HTTP and HTTPS. What each operation does in detail
/// is said by the tests of the operations.
final class JavaSdkTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.JAVA);

    private static final Map<String, String> CONTEXT = Map.of("table", "orders");
    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("attack at dawn");

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkKnowsWhoItIs(Transport transport) {
        assertThat(transport.server().sts().getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void theSdkFindsTheServerInASetting() {
        System.setProperty("aws.endpointUrlKms", Transport.HTTP.server().endpoint().uri().toString());
        try (KmsClient kms =
                KmsClient.builder().region(Endpoint.REGION).credentialsProvider(Credential.ROOT.provider()).build()) {
            assertThat(kms.generateRandom(r -> r.numberOfBytes(16)).plaintext().asByteArray()).hasSize(16);
        } finally {
            System.clearProperty("aws.endpointUrlKms");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkNamesListsAndDisablesKeys(Transport transport) {
        KmsClient kms = transport.server().kms();
        KeyMetadata key = kms.createKey(r -> r.description("orders")).keyMetadata();
        String other = kms.createKey().keyMetadata().keyId();
        String alias = "alias/java-" + key.keyId();
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));

        assertThat(kms.describeKey(r -> r.keyId(alias)).keyMetadata().description()).isEqualTo("orders");
        assertThat(kms.listKeysPaginator(r -> r.limit(1)).keys()).anyMatch(k -> k.keyId().equals(key.keyId()));
        kms.updateAlias(r -> r.aliasName(alias).targetKeyId(other));
        assertThat(kms.listAliases(r -> r.keyId(other)).aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly(alias);
        kms.deleteAlias(r -> r.aliasName(alias));
        Refusal.of(() -> kms.describeKey(r -> r.keyId(alias))).hasCode("NotFoundException");

        kms.disableKey(r -> r.keyId(key.keyId()));
        Refusal.of(() -> kms.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN))).hasCode("DisabledException");
        kms.enableKey(r -> r.keyId(key.keyId()));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkEncryptsRotatesAndDecrypts(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        EncryptResponse sealed = kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).encryptionContext(CONTEXT));
        kms.rotateKeyOnDemand(r -> r.keyId(id));

        assertThat(kms.listKeyRotations(r -> r.keyId(id)).rotations()).hasSize(1);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(sealed.ciphertextBlob()).encryptionContext(CONTEXT)).plaintext())
                .isEqualTo(PLAIN);
        String other = kms.createKey().keyMetadata().arn();
        SdkBytes moved =
                kms.reEncrypt(r ->
                                r.ciphertextBlob(sealed.ciphertextBlob())
                                        .sourceEncryptionContext(CONTEXT)
                                        .destinationKeyId(other))
                        .ciphertextBlob();
        assertThat(kms.decrypt(r -> r.ciphertextBlob(moved).keyId(other)).plaintext()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkMakesDataKeysAndRandomBytes(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        var made = kms.generateDataKey(r -> r.keyId(id).keySpec(DataKeySpec.AES_256));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob())).plaintext()).isEqualTo(made.plaintext());
        var without = kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).numberOfBytes(24));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(without.ciphertextBlob())).plaintext().asByteArray()).hasSize(24);
        assertThat(kms.generateRandom(r -> r.numberOfBytes(16)).plaintext().asByteArray()).hasSize(16);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkPutsAndGetsPolicies(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        kms.putKeyPolicy(r -> r.keyId(id).policyName("default").policy(KeyPolicyTest.DEFAULT));
        assertThat(kms.getKeyPolicy(r -> r.keyId(id)).policy()).isEqualTo(KeyPolicyTest.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkListsPolicyNames(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        assertThat(kms.listKeyPolicies(r -> r.keyId(id)).policyNames()).containsExactly("default");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkDescribesAndTags(Transport transport) {
        KmsClient kms = transport.server().kms();
        Tag red = tag("team", "red");
        String id = kms.createKey(r -> r.tags(red)).keyMetadata().keyId();
        kms.updateKeyDescription(r -> r.keyId(id).description("invoices"));
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().description()).isEqualTo("invoices");

        kms.tagResource(r -> r.keyId(id).tags(tag("team", "blue"), tag("env", "test")));
        assertThat(kms.listResourceTagsPaginator(r -> r.keyId(id).limit(1)).tags())
                .containsExactlyInAnyOrder(tag("team", "blue"), tag("env", "test"));
        kms.untagResource(r -> r.keyId(id).tagKeys("team"));
        assertThat(kms.listResourceTags(r -> r.keyId(id)).tags()).containsExactly(tag("env", "test"));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkMakesAndEndsGrants(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        String alice = "arn:aws:iam::000000000000:user/alice";
        var grant =
                kms.createGrant(r ->
                        r.keyId(id)
                                .granteePrincipal(alice)
                                .retiringPrincipal(alice)
                                .operations(GrantOperation.DECRYPT)
                                .constraints(c -> c.encryptionContextSubset(CONTEXT)));
        assertThat(kms.listGrants(r -> r.keyId(id)).grants())
                .extracting(GrantListEntry::grantId)
                .containsExactly(grant.grantId());
        assertThat(kms.listRetirableGrantsPaginator(r -> r.retiringPrincipal(alice)).grants())
                .extracting(GrantListEntry::grantId)
                .contains(grant.grantId());
        kms.retireGrant(r -> r.grantToken(grant.grantToken()));
        String other =
                kms.createGrant(r -> r.keyId(id).granteePrincipal(alice).operations(GrantOperation.ENCRYPT)).grantId();
        kms.revokeGrant(r -> r.keyId(id).grantId(other));
        assertThat(kms.listGrants(r -> r.keyId(id)).grants()).isEmpty();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkTurnsRotationOnAndOff(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(180));
        GetKeyRotationStatusResponse on = kms.getKeyRotationStatus(r -> r.keyId(id));
        assertThat(on.keyRotationEnabled()).isTrue();
        assertThat(on.rotationPeriodInDays()).isEqualTo(180);
        assertThat(on.nextRotationDate()).isAfter(Instant.now().plus(Duration.ofDays(179)));
        kms.disableKeyRotation(r -> r.keyId(id));
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkSchedulesAndCancelsDeletion(Transport transport) {
        KmsClient kms = transport.server().kms();
        KeyMetadata key = kms.createKey().keyMetadata();
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
        assertThat(scheduled.keyId()).isEqualTo(key.arn());
        assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        Refusal.of(() -> kms.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN))).hasCode("KMSInvalidStateException");
        assertThat(kms.cancelKeyDeletion(r -> r.keyId(key.keyId())).keyId()).isEqualTo(key.arn());
        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().keyState()).isEqualTo(KeyState.DISABLED);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSdkIsToldWhenAKeyWasLastUsed(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        String requestId = kms.encrypt(r -> r.keyId(id).plaintext(PLAIN)).responseMetadata().requestId();
        var usage = kms.getKeyLastUsage(r -> r.keyId(id)).keyLastUsage();
        assertThat(usage.operationAsString()).isEqualTo("Encrypt");
        assertThat(usage.kmsRequestId()).isEqualTo(requestId);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aDryRunSaysThatItWouldHaveSucceeded(Transport transport) {
        KmsClient kms = transport.server().kms();
        String id = kms.createKey().keyMetadata().keyId();
        Refusal.of(() -> kms.encrypt(r -> r.keyId(id).plaintext(PLAIN).dryRun(true)))
                .is("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }

    @Test
    void theServerRecordsWhichClientItWas() {
        ClientServer server = Transport.HTTP.server();
        KeyMetadata key = server.kms().createKey().keyMetadata();
        server.kms().encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN));
        assertThat(server.userAgents("Encrypt", key.arn())).singleElement().asString().startsWith("aws-sdk-java/2.");
        assertThat(server.calls("Encrypt", key.arn())).isEqualTo(1);
    }

    @Test
    void thePageShowsWhatIsTestedHere() throws Exception {
        DocPage.of("aws-sdk-java").isQuotedFrom("Endpoint", "JavaSdkTest");
    }
}
