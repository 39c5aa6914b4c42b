package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;

/// Quotas other than AWS's, and a key with a thousand materials.
final class QuotaTest {

    private static final int ROTATIONS = 1000;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyholdProcess server;

    @SuppressWarnings("NullAway.Init")
    private static KmsClient kms;

    @BeforeAll
    static void start() {
        server =
                KeyholdProcess.serve(
                        SharedServer.rootEnvironment(),
                        "dev",
                        "--listen",
                        "127.0.0.1:0",
                        "--quota",
                        "keys=5",
                        "--quota",
                        "aliases-per-key=2",
                        "--quota",
                        "grants-per-key=2",
                        "--quota",
                        "on-demand-rotations=" + ROTATIONS);
        kms = Endpoint.http(server.port()).kms(Credential.ROOT);
    }

    @AfterAll
    static void stop() {
        kms.close();
        server.close();
    }

    /// Each test takes keys from its own region, where they are counted.
    private static KmsClient in(String region) {
        return Endpoint.http(server.port()).kms(Credential.ROOT, software.amazon.awssdk.regions.Region.of(region));
    }

    @Test
    void theKeysOfAnAccountAreCountedByRegion() {
        try (KmsClient here = in("eu-west-1");
                KmsClient elsewhere = in("eu-west-2")) {
            for (int i = 0; i < 5; i++) {
                here.createKey();
            }
            Refusal.of(here::createKey)
                    .is(
                            "LimitExceededException",
                            "Key quota for this account in this region is 5 but the current usage is 5.");
            assertThat(elsewhere.createKey().keyMetadata().enabled()).isTrue();
        }
    }

    @Test
    void theGrantsOfAKeyAreLimitedAndARepeatedRequestIsNoMore() {
        try (KmsClient here = in("eu-north-1")) {
            String key = here.createKey().keyMetadata().keyId();
            String first = grant(here, key, "a");
            grant(here, key, "b");
            String text = "Grants per key quota for this account in this region is 2, current usage is 2.";
            Refusal.of(() -> grant(here, key, "c")).is("LimitExceededException", text);
            assertThat(grant(here, key, "a")).isEqualTo(first);
            here.revokeGrant(r -> r.keyId(key).grantId(first));
            grant(here, key, "c");
            Refusal.of(() -> grant(here, key, "d")).is("LimitExceededException", text);
            grant(here, here.createKey().keyMetadata().keyId(), "d");
        }
    }

    private static String grant(KmsClient kms, String key, String name) {
        return kms.createGrant(r ->
                        r.keyId(key)
                                .granteePrincipal("arn:aws:iam::000000000000:user/alice")
                                .operations(GrantOperation.DECRYPT)
                                .name(name))
                .grantId();
    }

    @Test
    void theAliasesOfAKeyAreLimitedHoweverTheyCome() {
        try (KmsClient here = in("eu-west-3")) {
            String a = here.createKey().keyMetadata().keyId();
            String b = here.createKey().keyMetadata().keyId();
            here.createAlias(r -> r.aliasName("alias/1").targetKeyId(a));
            here.createAlias(r -> r.aliasName("alias/2").targetKeyId(a));
            here.createAlias(r -> r.aliasName("alias/3").targetKeyId(b));
            String text = "Aliases per key quota for this account in this region is 2, current usage is 2.";
            Refusal.of(() -> here.createAlias(r -> r.aliasName("alias/4").targetKeyId(a)))
                    .is("LimitExceededException", text);
            Refusal.of(() -> here.updateAlias(r -> r.aliasName("alias/3").targetKeyId(a)))
                    .is("LimitExceededException", text);
            here.updateAlias(r -> r.aliasName("alias/1").targetKeyId(a));
        }
    }

    @Test
    void aKeyWithAThousandMaterialsOpensWhatEachOfThemSealed() {
        SdkBytes plaintext = SdkBytes.fromUtf8String("p");
        String id = kms.createKey().keyMetadata().keyId();
        List<SdkBytes> blobs = new ArrayList<>();
        for (int i = 0; i < ROTATIONS; i++) {
            blobs.add(kms.encrypt(r -> r.keyId(id).plaintext(plaintext)).ciphertextBlob());
            kms.rotateKeyOnDemand(r -> r.keyId(id));
        }
        Refusal.of(() -> kms.rotateKeyOnDemand(r -> r.keyId(id))).hasCode("LimitExceededException");
        for (SdkBytes blob : blobs) {
            assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(plaintext);
        }
        ListKeyRotationsResponse page = kms.listKeyRotations(r -> r.keyId(id).limit(1000));
        assertThat(page.rotations()).hasSize(ROTATIONS);
        assertThat(page.truncated()).isFalse();
    }

    @Test
    void anIdentityThatCallsTooOftenIsThrottledAsTheSdkUnderstands() {
        try (KeyholdProcess limited =
                        KeyholdProcess.serve(
                                SharedServer.rootEnvironment(),
                                "dev",
                                "--listen",
                                "127.0.0.1:0",
                                "--quota",
                                "requests-per-second=1");
                KmsClient client = Endpoint.http(limited.port()).kms(Credential.ROOT)) {
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                try {
                    client.listKeys();
                } catch (software.amazon.awssdk.services.kms.model.KmsException throttled) {
                    refused.add(throttled.awsErrorDetails().errorCode());
                    assertThat(throttled.statusCode()).isEqualTo(400);
                    assertThat(throttled.isThrottlingException()).isTrue();
                }
            }
            assertThat(refused).isNotEmpty().containsOnly("ThrottlingException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grapes=5", "keys=0", "keys=-1", "keys", "keys=many", "keys=99999999999"})
    void aQuotaThatDoesNotExistOrIsNoPositiveNumberIsRefusedAtTheStart(String quota) {
        KeyholdProcess.Finished finished =
                KeyholdProcess.finish(
                        SharedServer.rootEnvironment(), "dev", "--listen", "127.0.0.1:0", "--quota", quota);
        assertThat(finished.exitCode()).as(finished.all()).isEqualTo(2);
        assertThat(finished.err()).contains("--quota");
    }
}
