package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.MovableClock;
import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;

/// Sessions of roles and users over the wire: who gets one, what it may, and how it ends.
@Timeout(300)
class SessionsTest {

    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/batch";
    private static final String MAY_ASSUME = allow("sts:AssumeRole");
    private static final String BY_ACCOUNT = trust("\"AWS\":\"" + ACCOUNT + "\"", "");

    @TempDir Path directory;

    /// Begins at the real time, by which the SDK signs.
    private final MovableClock clock = new MovableClock(Instant.now());

    private RunningNode node;
    private IamClient iam;
    private String key;

    @BeforeEach
    void startTheNode() {
        node = new RunningNode(directory, clock);
        iam = node.iam(ROOT);
        String made = node.send(ROOT, "TrentService.CreateKey", "{}").body();
        key = made.replaceAll(".*\"Arn\":\"([^\"]*)\".*", "$1");
    }

    @AfterEach
    void stopTheNode() {
        node.close();
    }

    private static String allow(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                + action
                + "\",\"Resource\":\"*\"}]}";
    }

    private static String trust(String principal, String more) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
                + principal
                + "},\"Action\":\"sts:AssumeRole\""
                + more
                + "}]}";
    }

    private void makeTheRole(String trust) {
        iam.createRole(r -> r.roleName("batch").assumeRolePolicyDocument(trust));
        iam.putRolePolicy(r -> r.roleName("batch").policyName("use").policyDocument(allow("kms:Encrypt")));
    }

    private TestSigner session(TestSigner of) {
        return session(of, "");
    }

    private TestSigner session(TestSigner of, String policy) {
        return signer(
                node.sts(of)
                        .assumeRole(r -> {
                            r.roleArn(ROLE).roleSessionName("night");
                            if (!policy.isEmpty()) {
                                r.policy(policy);
                            }
                        })
                        .credentials());
    }

    private static TestSigner signer(Credentials credentials) {
        return new TestSigner(credentials.accessKeyId(), credentials.secretAccessKey())
                .withToken(credentials.sessionToken());
    }

    private String encrypt(TestSigner who) {
        HttpResponse<String> response =
                node.send(who, "TrentService.Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"eA==\"}");
        return response.statusCode() == 200 ? "ok" : response.body();
    }

    @Test
    void aTrustedUserBecomesTheRoleAndMayWhatItMay() {
        TestSigner alice = node.user("alice");
        makeTheRole(trust("\"AWS\":\"arn:aws:iam::" + ACCOUNT + ":user/alice\"", ""));
        assertThat(encrypt(alice)).contains("AccessDenied");
        TestSigner session = session(alice);
        assertThat(encrypt(session)).isEqualTo("ok");
        assertThat(node.send(session, "TrentService.DescribeKey", "{\"KeyId\":\"" + key + "\"}").body())
                .contains("arn:aws:sts::" + ACCOUNT + ":assumed-role/batch/night is not authorized");
        assertThat(node.recordsAfterStop())
                .filteredOn(record -> record.contains("\"Encrypt\"") && record.contains("AssumedRole"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record)
                                .contains("\"sessionIssuer\":{\"type\":\"Role\"", "\"arn\":\"" + ROLE + "\"")
                                .doesNotContain("sessionToken"));
    }

    @Test
    void whoIsNotTrustedIsRefusedAsForARoleThatIsNotThere() {
        TestSigner bob = node.user("bob", Map.of("assume", MAY_ASSUME));
        String refusal = "User: arn:aws:iam::" + ACCOUNT + ":user/bob is not authorized to perform: sts:AssumeRole";
        assertThatThrownBy(() -> session(bob)).hasMessageContaining(refusal + " on resource: " + ROLE + " (");
        makeTheRole(trust("\"AWS\":\"arn:aws:iam::" + ACCOUNT + ":user/alice\"", ""));
        assertThatThrownBy(() -> session(bob)).hasMessageContaining(refusal + " on resource: " + ROLE + " (");
        assertThatThrownBy(() -> session(ROOT)).hasMessageContaining("root");
    }

    @Test
    void aRoleThatTrustsTheAccountNeedsAnIdentityPolicyToo() {
        TestSigner alice = node.user("alice", Map.of("assume", MAY_ASSUME));
        TestSigner bob = node.user("bob");
        makeTheRole(BY_ACCOUNT);
        assertThat(encrypt(session(alice))).isEqualTo("ok");
        assertThatThrownBy(() -> session(bob)).hasMessageContaining("sts:AssumeRole");
    }

    @Test
    void aSessionPolicyBoundsAndGivesNothing() {
        TestSigner alice = node.user("alice", Map.of("assume", MAY_ASSUME));
        makeTheRole(BY_ACCOUNT);
        assertThat(encrypt(session(alice, allow("kms:Encrypt")))).isEqualTo("ok");
        TestSigner bounded = session(alice, allow("kms:Decrypt"));
        assertThat(encrypt(bounded)).contains("no session policy allows the kms:Encrypt action");
        assertThatThrownBy(() -> session(alice, "{}")).isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> session(alice, " ".repeat(3000) + allow("kms:Encrypt")))
                .isInstanceOf(PackedPolicyTooLargeException.class);
    }

    @Test
    void aConditionOfTheTrustPolicyLearnsTheExternalId() {
        TestSigner alice = node.user("alice", Map.of("assume", MAY_ASSUME));
        makeTheRole(
                trust(
                        "\"AWS\":\"" + ACCOUNT + "\"",
                        ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"secret-word\"}}"));
        assertThatThrownBy(() -> session(alice)).hasMessageContaining("sts:AssumeRole");
        node.sts(alice).assumeRole(r -> r.roleArn(ROLE).roleSessionName("night").externalId("secret-word"));
    }

    @Test
    void aSessionEndsWhenItsTimeIsOver() {
        TestSigner alice = node.user("alice", Map.of("assume", MAY_ASSUME));
        makeTheRole(BY_ACCOUNT);
        TestSigner session = session(alice);
        assertThatThrownBy(() ->
                        node.sts(alice).assumeRole(r -> r.roleArn(ROLE).roleSessionName("night").durationSeconds(7200)))
                .hasMessageContaining("MaxSessionDuration");
        clock.advance(Duration.ofMinutes(59));
        assertThat(encrypt(session)).isEqualTo("ok");
        clock.advance(Duration.ofMinutes(2));
        assertThat(encrypt(session)).contains("ExpiredTokenException");
    }

    @Test
    void sessionsThatBeganBeforeATimeAreEndedByADenyOfTheRole() {
        TestSigner alice = node.user("alice", Map.of("assume", MAY_ASSUME));
        makeTheRole(BY_ACCOUNT);
        TestSigner old = session(alice);
        assertThat(encrypt(old)).isEqualTo("ok");
        clock.advance(Duration.ofSeconds(10));
        String before = clock.instant().toString();
        iam.putRolePolicy(r ->
                r.roleName("batch")
                        .policyName("revoke-older-sessions")
                        .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
                                        + "\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":"
                                        + "{\"aws:TokenIssueTime\":\""
                                        + before
                                        + "\"}}}]}"));
        assertThat(encrypt(old)).contains("with an explicit deny in an identity-based policy");
        clock.advance(Duration.ofSeconds(1));
        assertThat(encrypt(session(alice))).isEqualTo("ok");
    }

    @Test
    void aSessionEndsWithItsRole() {
        TestSigner alice = node.user("alice", Map.of("assume", MAY_ASSUME));
        makeTheRole(BY_ACCOUNT);
        TestSigner session = session(alice);
        assertThat(encrypt(session)).isEqualTo("ok");
        iam.deleteRolePolicy(r -> r.roleName("batch").policyName("use"));
        assertThat(encrypt(session)).contains("AccessDenied");
        iam.deleteRole(r -> r.roleName("batch"));
        assertThat(encrypt(session)).contains("UnrecognizedClientException");
        makeTheRole(BY_ACCOUNT);
        assertThat(encrypt(session)).as("a new role of the old name").contains("UnrecognizedClientException");
    }

    @Test
    void aUserHasTemporaryCredentialsOfTheSameRights() {
        TestSigner alice = node.user("alice", Map.of("use", allow("kms:Encrypt")));
        TestSigner temporary = signer(node.sts(alice).getSessionToken(r -> r.durationSeconds(900)).credentials());
        assertThat(encrypt(temporary)).isEqualTo("ok");
        iam.deleteUserPolicy(r -> r.userName("alice").policyName("use"));
        assertThat(encrypt(temporary)).contains("AccessDenied");
        clock.advance(Duration.ofSeconds(901));
        assertThat(encrypt(temporary)).contains("ExpiredTokenException");
    }
}
