package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.boot.RunningNode;
import dev.keyhold.identity.Attachments;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/// Roles and their trust policies, as the AWS SDK manages them on a whole node.
@Timeout(300)
class IamRolesTest {

    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"},
             "Action": ["sts:AssumeRole", "sts:TagSession"]}}\
            """
                    .formatted(ACCOUNT);

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

    private Role role(String name) {
        return root.createRole(call -> call.roleName(name).assumeRolePolicyDocument(TRUST)).role();
    }

    private Role found(String name) {
        return root.getRole(call -> call.roleName(name)).role();
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IamException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void aNewRoleIsFoundAsItWasMadeWithItsTrustPolicyUrlEncoded() {
        String boundary =
                root.createPolicy(call ->
                                call.policyName("bounds")
                                        .policyDocument(
                                                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"))
                        .policy()
                        .arn();
        Role made =
                root.createRole(call ->
                                call.roleName("deploy")
                                        .path("/team/")
                                        .description("who deploys")
                                        .maxSessionDuration(43_200)
                                        .permissionsBoundary(boundary)
                                        .assumeRolePolicyDocument(TRUST)
                                        .tags(Tag.builder().key("team").value("core").build()))
                        .role();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":role/team/deploy");
        assertThat(made.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(made.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%20%22");
        assertThat(URLDecoder.decode(made.assumeRolePolicyDocument(), StandardCharsets.UTF_8)).isEqualTo(TRUST);
        assertThat(made.maxSessionDuration()).isEqualTo(43_200);
        assertThat(made.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
        assertThat(found("deploy")).isEqualTo(made);
        assertThat(root.getPolicy(call -> call.policyArn(boundary)).policy().permissionsBoundaryUsageCount())
                .isEqualTo(1);
    }

    @Test
    void aRoleThatIsNotThereIsNoSuchEntityToEveryOperation() {
        Stream.<ThrowingCallable>of(
                        () -> root.getRole(call -> call.roleName("nobody")),
                        () -> root.updateRole(call -> call.roleName("nobody")),
                        () -> root.updateRoleDescription(call -> call.roleName("nobody").description("")),
                        () -> root.updateAssumeRolePolicy(call -> call.roleName("nobody").policyDocument(TRUST)),
                        () -> root.deleteRole(call -> call.roleName("nobody")),
                        () -> root.listInstanceProfilesForRole(call -> call.roleName("nobody")))
                .forEach(call -> assertRefused(call, "NoSuchEntity"));
    }

    @Test
    void aNameIsTakenWhateverItsCaseAndPathButNotByAUser() {
        node.user("deploy");
        role("deploy");
        assertRefused(() -> role("deploy"), "EntityAlreadyExists");
        assertRefused(
                () -> root.createRole(call -> call.roleName("DEPLOY").path("/a/").assumeRolePolicyDocument(TRUST)),
                "EntityAlreadyExists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"alice\"},\"Action\":\"sts:AssumeRole\"}}"
            })
    void whatIsNoTrustPolicyIsMalformedAndChangesNothing(String text) {
        assertRefused(
                () -> root.createRole(call -> call.roleName("new").assumeRolePolicyDocument(text)),
                "MalformedPolicyDocument");
        assertRefused(() -> found("new"), "NoSuchEntity");
        Role there = role("there");
        assertRefused(
                () -> root.updateAssumeRolePolicy(call -> call.roleName("there").policyDocument(text)),
                "MalformedPolicyDocument");
        assertThat(found("there")).isEqualTo(there);
    }

    @Test
    void aTrustPolicyHas2048CharactersAtMostWithoutWhiteSpace() {
        String text = TRUST.replaceAll("\\s", "");
        String longest =
                text.replace("{\"Version", "{\"Id\":\"" + "x".repeat(2_048 - text.length() - 8) + "\",\"Version");
        root.createRole(call -> call.roleName("longest").assumeRolePolicyDocument(longest + " ".repeat(1_000)));
        assertRefused(
                () ->
                        root.createRole(
                                call -> call.roleName("longer").assumeRolePolicyDocument(longest.replace("xx", "xxx"))),
                "LimitExceeded");
    }

    @Test
    void aSessionLastsAnHourUnlessSaidAndTwelveAtMost() {
        assertThat(role("deploy").maxSessionDuration()).isEqualTo(3_600);
        for (int seconds : new int[] {3_599, 43_201}) {
            assertRefused(
                    () ->
                            root.createRole(call ->
                                    call.roleName("other").assumeRolePolicyDocument(TRUST).maxSessionDuration(seconds)),
                    "ValidationError");
            assertRefused(
                    () -> root.updateRole(call -> call.roleName("deploy").maxSessionDuration(seconds)),
                    "ValidationError");
        }
    }

    @Test
    void aBoundaryThatIsNotThereIsNoSuchEntity() {
        assertRefused(
                () ->
                        root.createRole(call ->
                                call.roleName("deploy")
                                        .assumeRolePolicyDocument(TRUST)
                                        .permissionsBoundary("arn:aws:iam::" + ACCOUNT + ":policy/nowhere")),
                "NoSuchEntity");
    }

    @Test
    void whatAnUpdateLeavesOutStays() {
        role("deploy");
        root.updateRole(call -> call.roleName("deploy").description("first").maxSessionDuration(7_200));
        root.updateRole(call -> call.roleName("deploy").description("second"));
        assertThat(found("deploy").description()).isEqualTo("second");
        assertThat(found("deploy").maxSessionDuration()).isEqualTo(7_200);
        root.updateRole(call -> call.roleName("deploy").maxSessionDuration(3_600));
        assertThat(found("deploy").description()).isEqualTo("second");
        assertThat(root.updateRoleDescription(call -> call.roleName("deploy").description("third")).role())
                .isEqualTo(found("deploy"))
                .extracting(Role::description)
                .isEqualTo("third");
    }

    @Test
    void aTrustPolicyIsReplacedWhole() {
        role("deploy");
        String other = TRUST.replace(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/alice");
        root.updateAssumeRolePolicy(call -> call.roleName("deploy").policyDocument(other));
        assertThat(URLDecoder.decode(found("deploy").assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(other);
    }

    @Test
    void aDeletedRoleIsGoneAndItsNameFreeForAnotherOne() {
        Role first = role("deploy");
        assertThat(root.listInstanceProfilesForRole(call -> call.roleName("deploy")).instanceProfiles()).isEmpty();
        root.deleteRole(call -> call.roleName("deploy"));
        assertRefused(() -> found("deploy"), "NoSuchEntity");
        assertThat(role("deploy").roleId()).isNotEqualTo(first.roleId());
    }

    @Test
    void rolesAreListedInPagesBelowAPath() {
        List.of("b", "A", "c").forEach(this::role);
        root.createRole(call -> call.roleName("d").path("/team/").assumeRolePolicyDocument(TRUST));
        List<String> all = new ArrayList<>();
        root.listRolesPaginator(call -> call.maxItems(3)).roles().forEach(role -> all.add(role.roleName()));
        assertThat(all).containsExactly("A", "b", "c", "d");
        assertThat(root.listRoles(call -> call.pathPrefix("/team/")).roles())
                .extracting(Role::roleName)
                .containsExactly("d");
        assertThat(root.listRoles().roles().getFirst().assumeRolePolicyDocument()).startsWith("%7B");
        assertRefused(() -> root.listRoles(call -> call.marker("elsewhere")), "ValidationError");
    }

    @Test
    void whoMayReadARoleMayNotChangeItNorLearnWhatElseIsThere() {
        role("deploy");
        String read =
                """
                {"Statement":{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::%s:role/deploy"}}\
                """
                        .formatted(ACCOUNT);
        IamClient alice = node.iam(node.user("alice", Attachments.inline("read", read)));
        alice.getRole(call -> call.roleName("deploy"));
        assertRefused(() -> alice.getRole(call -> call.roleName("nobody")), "AccessDenied");
        assertRefused(
                () -> alice.updateAssumeRolePolicy(call -> call.roleName("deploy").policyDocument("no json")),
                "AccessDenied");
        assertRefused(() -> alice.deleteRole(call -> call.roleName("deploy")), "AccessDenied");
        assertRefused(
                () -> alice.createRole(call -> call.roleName("deploy").assumeRolePolicyDocument(TRUST)),
                "AccessDenied");
        assertRefused(alice::listRoles, "AccessDenied");
    }
}
