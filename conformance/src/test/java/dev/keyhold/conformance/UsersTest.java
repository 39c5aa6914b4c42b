package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// What users may and may not do, by their own policies and by the key's.
final class UsersTest {

    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("p");
    private static final String CONCEALED =
            "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you"
                    + " are not allowed to access.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyholdProcess server;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyMetadata key;

    private static KmsClient root() {
        return Endpoint.http(server.port()).kms(Credential.ROOT);
    }

    private static KmsClient as(String user) {
        return Endpoint.http(server.port()).kms(Users.of(server, user));
    }

    /// The key is made first, because alice's policy names it.
    @BeforeAll
    static void startTwice() throws IOException {
        String data = directory.resolve("data").toString();
        String[] first = {"dev", "--listen", "127.0.0.1:0", "--data", data};
        try (KeyholdProcess before = KeyholdProcess.serve(SharedServer.rootEnvironment(), first);
                KmsClient kms = Endpoint.http(before.port()).kms(Credential.ROOT)) {
            key = kms.createKey().keyMetadata();
            before.stop();
        }
        String some = key.keyId().substring(0, 9);
        Users users =
                new Users(directory)
                        .with(
                                "alice",
                                """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                                 "Action":["kms:Generate*Key","kms:Decr?pt"],
                                 "Resource":"arn:aws:kms:*:000000000000:key/%s*"}]}\
                                """
                                        .formatted(some))
                        .with("bob", Users.NOTHING)
                        .with(
                                "carol",
                                """
                                {"Version":"2012-10-17","Statement":[
                                 {"Effect":"Allow","Action":"*","Resource":"*"},
                                 {"Effect":"Deny","Action":"KMS:decrypt","Resource":"*"}]}\
                                """);
        server = KeyholdProcess.serve(SharedServer.rootEnvironment(), users.arguments(first));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String denied(String user, String action, String resource, String reason) {
        return "User: arn:aws:iam::000000000000:user/"
                + user
                + " is not authorized to perform: "
                + action
                + " on resource: "
                + resource
                + " "
                + reason;
    }

    private static String noIdentityPolicy(String action) {
        return "because no identity-based policy allows the " + action + " action";
    }

    @Test
    void aUserDoesWhatHerPolicyAllowsWithItsWildcards() {
        try (KmsClient alice = as("alice")) {
            SdkBytes blob = alice.generateDataKey(r -> r.keyId(key.arn()).numberOfBytes(16)).ciphertextBlob();
            assertThat(alice.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asByteArray()).hasSize(16);
            alice.decrypt(r -> r.ciphertextBlob(blob).keyId(key.keyId()));
        }
    }

    @Test
    void aUserIsToldWhatNoPolicyOfHersAllows() {
        try (KmsClient alice = as("alice")) {
            Refusal.of(() -> alice.encrypt(r -> r.keyId(key.arn()).plaintext(PLAIN)))
                    .is(
                            "AccessDeniedException",
                            denied("alice", "kms:Encrypt", key.arn(), noIdentityPolicy("kms:Encrypt")));
            Refusal.of(() -> alice.generateDataKeyWithoutPlaintext(r -> r.keyId(key.arn()).numberOfBytes(16)))
                    .is(
                            "AccessDeniedException",
                            denied(
                                    "alice",
                                    "kms:GenerateDataKeyWithoutPlaintext",
                                    key.arn(),
                                    noIdentityPolicy("kms:GenerateDataKeyWithoutPlaintext")));
            Refusal.of(() -> alice.describeKey(r -> r.keyId(key.arn())))
                    .is(
                            "AccessDeniedException",
                            denied("alice", "kms:DescribeKey", key.arn(), noIdentityPolicy("kms:DescribeKey")));
            Refusal.of(() -> alice.disableKey(r -> r.keyId(key.arn()))).hasCode("AccessDeniedException");
            Refusal.of(() -> alice.getKeyPolicy(r -> r.keyId(key.arn()))).hasCode("AccessDeniedException");
            Refusal.of(() -> alice.putKeyPolicy(r -> r.keyId(key.arn()).policy(KeyPolicyTest.DEFAULT)))
                    .hasCode("AccessDeniedException");
            Refusal.of(() -> alice.rotateKeyOnDemand(r -> r.keyId(key.arn()))).hasCode("AccessDeniedException");
            Refusal.of(() -> alice.createAlias(r -> r.aliasName("alias/hers").targetKeyId(key.arn())))
                    .hasCode("AccessDeniedException");
            Refusal.of(() -> alice.createKey())
                    .is(
                            "AccessDeniedException",
                            denied("alice", "kms:CreateKey", "*", noIdentityPolicy("kms:CreateKey")));
            Refusal.of(() -> alice.listKeys())
                    .is(
                            "AccessDeniedException",
                            denied("alice", "kms:ListKeys", "*", noIdentityPolicy("kms:ListKeys")));
            Refusal.of(() -> alice.generateRandom(r -> r.numberOfBytes(8))).hasCode("AccessDeniedException");
        }
    }

    @Test
    void aUserHasNothingOnAnotherKey() {
        try (KmsClient root = root();
                KmsClient alice = as("alice")) {
            KeyMetadata other = root.createKey().keyMetadata();
            SdkBytes blob = root.encrypt(r -> r.keyId(other.keyId()).plaintext(PLAIN)).ciphertextBlob();

            Refusal.of(() -> alice.generateDataKey(r -> r.keyId(other.arn()).numberOfBytes(16)))
                    .is(
                            "AccessDeniedException",
                            denied(
                                    "alice",
                                    "kms:GenerateDataKey",
                                    other.arn(),
                                    noIdentityPolicy("kms:GenerateDataKey")));
            Refusal.of(() -> alice.decrypt(r -> r.ciphertextBlob(blob).keyId(other.keyId())))
                    .is(
                            "AccessDeniedException",
                            denied("alice", "kms:Decrypt", other.arn(), noIdentityPolicy("kms:Decrypt")));
            Refusal.of(() -> alice.decrypt(r -> r.ciphertextBlob(blob))).is("AccessDeniedException", CONCEALED);
        }
    }

    @Test
    void whatIsNotAllowedIsRefusedBeforeAnythingOfTheKeyIsTold() {
        try (KmsClient root = root();
                KmsClient bob = as("bob")) {
            KeyMetadata disabled = root.createKey().keyMetadata();
            root.disableKey(r -> r.keyId(disabled.keyId()));
            Refusal.of(() -> bob.encrypt(r -> r.keyId(disabled.arn()).plaintext(PLAIN)))
                    .hasCode("AccessDeniedException");
            Refusal.of(() -> bob.encrypt(r -> r.keyId(disabled.arn()).plaintext(PLAIN).dryRun(true)))
                    .hasCode("AccessDeniedException");
        }
    }

    @Test
    void anExplicitDenyOfHerOwnPolicyWins() {
        try (KmsClient root = root();
                KmsClient carol = as("carol")) {
            KeyMetadata made = carol.createKey().keyMetadata();
            SdkBytes blob = carol.encrypt(r -> r.keyId(made.arn()).plaintext(PLAIN)).ciphertextBlob();
            String text =
                    denied("carol", "kms:Decrypt", made.arn(), "with an explicit deny in an identity-based policy");

            Refusal.of(() -> carol.decrypt(r -> r.ciphertextBlob(blob).keyId(made.arn())))
                    .is("AccessDeniedException", text);
            root.putKeyPolicy(r -> r.keyId(made.keyId()).policy(policyFor("carol", "kms:*")));
            Refusal.of(() -> carol.decrypt(r -> r.ciphertextBlob(blob).keyId(made.arn())))
                    .is("AccessDeniedException", text);
        }
    }

    private static String policyFor(String user, String action) {
        return KeyPolicyTest.DEFAULT.replace(
                "\"Statement\":[",
                "\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/"
                        + user
                        + "\"},\"Action\":\""
                        + action
                        + "\",\"Resource\":\"*\"},");
    }

    @Test
    void aKeyPolicyGivesAUserWhatHisOwnDoesNotAndTakesItAwayAtOnce() {
        try (KmsClient root = root();
                KmsClient bob = as("bob")) {
            KeyMetadata made = root.createKey().keyMetadata();
            Refusal.of(() -> bob.encrypt(r -> r.keyId(made.arn()).plaintext(PLAIN))).hasCode("AccessDeniedException");
            for (int round = 0; round < 5; round++) {
                root.putKeyPolicy(r -> r.keyId(made.keyId()).policy(policyFor("bob", "kms:Encrypt")));
                bob.encrypt(r -> r.keyId(made.arn()).plaintext(PLAIN));
                Refusal.of(() -> bob.describeKey(r -> r.keyId(made.arn()))).hasCode("AccessDeniedException");

                root.putKeyPolicy(r -> r.keyId(made.keyId()).policy(KeyPolicyTest.DEFAULT));
                Refusal.of(() -> bob.encrypt(r -> r.keyId(made.arn()).plaintext(PLAIN)))
                        .is(
                                "AccessDeniedException",
                                denied("bob", "kms:Encrypt", made.arn(), noIdentityPolicy("kms:Encrypt")));
            }
        }
    }

    @Test
    void withoutTheAccountsStatementAUsersPolicyIsVoid() {
        String onlyRootItself =
                KeyPolicyTest.DEFAULT.replace(
                        "{\"AWS\":\"arn:aws:iam::000000000000:root\"}",
                        "{\"AWS\":\"arn:aws:iam::000000000000:user/bob\"}");
        try (KmsClient root = root();
                KmsClient carol = as("carol")) {
            KeyMetadata made =
                    root.createKey(r -> r.policy(onlyRootItself).bypassPolicyLockoutSafetyCheck(true)).keyMetadata();
            Refusal.of(() -> carol.encrypt(r -> r.keyId(made.arn()).plaintext(PLAIN)))
                    .is(
                            "AccessDeniedException",
                            denied(
                                    "carol",
                                    "kms:Encrypt",
                                    made.arn(),
                                    "because no resource-based policy allows the kms:Encrypt action"));
        }
    }

    @Test
    void everyoneMayAskWhoTheyAre() {
        for (String user : List.of("alice", "bob")) {
            try (StsClient sts = Endpoint.http(server.port()).sts(Users.of(server, user))) {
                GetCallerIdentityResponse identity = sts.getCallerIdentity();
                assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/" + user);
                assertThat(identity.account()).isEqualTo("000000000000");
                assertThat(identity.userId()).matches("AIDA[A-Z0-9]{17}");
            }
        }
    }
}
