package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.REGION;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ReportStateType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/// What the account's reports say, as the AWS SDK fetches them from a whole node.
@Timeout(300)
class IamReportsTest {

    @TempDir Path directory;

    private RunningNode node;
    private IamClient root;

    @BeforeEach
    void startTheNode() {
        node = new RunningNode(directory);
        root = node.iam(ROOT);
    }

    @AfterEach
    void stopTheNode() {
        node.close();
    }

    private GetAccessKeyLastUsedResponse lastUsed(TestSigner key) {
        return root.getAccessKeyLastUsed(call -> call.accessKeyId(key.accessKeyId()));
    }

    private List<String> report() {
        assertThat(root.generateCredentialReport().state()).isEqualTo(ReportStateType.COMPLETE);
        return root.getCredentialReport().content().asUtf8String().lines().toList();
    }

    @Test
    void theLastUseOfAnAccessKeyIsKnownAtOnceWhetherOrNotItWasAllowedAndAfterARestart() {
        TestSigner alice = node.user("alice");
        GetAccessKeyLastUsedResponse never = lastUsed(alice);
        assertThat(never.userName()).isEqualTo("alice");
        assertThat(never.accessKeyLastUsed().lastUsedDate()).isNull();
        assertThat(never.accessKeyLastUsed().serviceName()).isEqualTo("N/A");

        assertThatThrownBy(node.client(alice)::listKeys).hasMessageContaining("not authorized");
        GetAccessKeyLastUsedResponse used = lastUsed(alice);
        assertThat(used.accessKeyLastUsed().lastUsedDate()).isNotNull();
        assertThat(used.accessKeyLastUsed().serviceName()).isEqualTo("kms");
        assertThat(used.accessKeyLastUsed().region()).isEqualTo(REGION);

        node.close();
        node = new RunningNode(directory);
        root = node.iam(ROOT);
        assertThat(lastUsed(alice).accessKeyLastUsed()).isEqualTo(used.accessKeyLastUsed());
    }

    @Test
    void anAccessKeyThatIsNotThereIsNoSuchEntityOnlyToWhoMayKnow() {
        TestSigner bob = node.user("bob");
        TestSigner nobodys = new TestSigner("AKIANOBODYSNOBODYS22", "secret");
        assertThatThrownBy(() -> lastUsed(nobodys)).isInstanceOf(NoSuchEntityException.class);
        for (TestSigner key : List.of(nobodys, bob)) {
            assertThatThrownBy(() -> node.iam(bob).getAccessKeyLastUsed(call -> call.accessKeyId(key.accessKeyId())))
                    .isInstanceOfSatisfying(
                            IamException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
        }
    }

    @Test
    void theReportHasALineForRootAndForEachUserWithItsKeys() {
        TestSigner alice = node.user("alice");
        node.user("b,ob");
        root.updateAccessKey(call -> call.userName("alice").accessKeyId(alice.accessKeyId()).status("Inactive"));
        List<String> lines = report();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .startsWith("user,arn,user_creation_time,password_enabled,")
                .endsWith("cert_2_last_rotated");
        assertThat(lines.get(1)).startsWith("<root_account>,arn:aws:iam::" + ACCOUNT + ":root,");
        assertThat(lines.get(2))
                .matches(
                        "alice,arn:aws:iam::"
                                + ACCOUNT
                                + ":user/alice,[0-9T:-]{19}\\+00:00,false,N/A,N/A,N/A,false,"
                                + "false,[0-9T:-]{19}\\+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A");
        assertThat(lines.get(3)).startsWith("\"b,ob\",\"arn:aws:iam::" + ACCOUNT + ":user/b,ob\",").contains(",true,");
    }

    @Test
    void theSummaryCountsWhatIsThere() {
        node.user("alice");
        node.user("bob");
        String arn =
                root.createPolicy(call ->
                                call.policyName("use")
                                        .policyDocument(
                                                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"))
                        .policy()
                        .arn();
        root.createPolicyVersion(call ->
                call.policyArn(arn)
                        .policyDocument("{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}"));
        assertThat(root.getAccountSummary().summaryMap())
                .containsEntry(SummaryKeyType.USERS, 2)
                .containsEntry(SummaryKeyType.POLICIES, 1)
                .containsEntry(SummaryKeyType.POLICY_VERSIONS_IN_USE, 2)
                .containsEntry(SummaryKeyType.ROLES, 0)
                .containsEntry(SummaryKeyType.ROLES_QUOTA, 1_000);
    }

    @Test
    void whoHasNoPolicyGetsNoReport() {
        IamClient alice = node.iam(node.user("alice"));
        assertThatThrownBy(alice::getCredentialReport).hasMessageContaining("not authorized");
        assertThatThrownBy(alice::generateCredentialReport).hasMessageContaining("not authorized");
        assertThatThrownBy(alice::getAccountSummary).hasMessageContaining("not authorized");
    }
}
