package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import dev.keyhold.identity.Attachments;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;

/// Managed policies, their versions and tags, as the AWS SDK manages them on a whole node.
@Timeout(300)
class IamPoliciesTest {

    private static final String NOWHERE = "arn:aws:iam::" + ACCOUNT + ":policy/nowhere";
    private static final String ALLOW =
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*"}}\
            """;
    private static final String DENY = ALLOW.replace("Allow", "Deny");

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

    private Policy policy(String name) {
        return root.createPolicy(call -> call.policyName(name).policyDocument(ALLOW)).policy();
    }

    private String version(String arn, String document, boolean asDefault) {
        return root.createPolicyVersion(call -> call.policyArn(arn).policyDocument(document).setAsDefault(asDefault))
                .policyVersion()
                .versionId();
    }

    private TestSigner carrier(String name, Policy... policies) {
        Attachments attachments = Attachments.NONE;
        for (Policy policy : policies) {
            attachments = attachments.attached(policy.arn());
        }
        return node.user(name, attachments);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IamException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    // ---- making and finding

    @Test
    void aNewPolicyIsFoundAsItWasMade() {
        Policy made =
                root.createPolicy(call ->
                                call.policyName("use")
                                        .path("/team/")
                                        .description("who uses")
                                        .policyDocument(ALLOW)
                                        .tags(Tag.builder().key("team").value("core").build()))
                        .policy();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":policy/team/use");
        assertThat(made.policyId()).matches("ANPA[A-Z2-7]{17}");
        assertThat(made.defaultVersionId()).isEqualTo("v1");
        assertThat(made.attachmentCount()).isZero();
        assertThat(made.permissionsBoundaryUsageCount()).isZero();

        Policy found = root.getPolicy(call -> call.policyArn(made.arn())).policy();
        assertThat(found).isEqualTo(made);
        assertThat(found.description()).isEqualTo("who uses");
        assertThat(found.tags()).containsExactly(Tag.builder().key("team").value("core").build());
    }

    @Test
    void aPolicyThatIsNotThereIsNoSuchEntityToEveryOperation() {
        Stream.<ThrowingCallable>of(
                        () -> root.getPolicy(call -> call.policyArn(NOWHERE)),
                        () -> root.deletePolicy(call -> call.policyArn(NOWHERE)),
                        () -> root.createPolicyVersion(call -> call.policyArn(NOWHERE).policyDocument(ALLOW)),
                        () -> root.getPolicyVersion(call -> call.policyArn(NOWHERE).versionId("v1")),
                        () -> root.deletePolicyVersion(call -> call.policyArn(NOWHERE).versionId("v1")),
                        () -> root.listPolicyVersions(call -> call.policyArn(NOWHERE)),
                        () -> root.setDefaultPolicyVersion(call -> call.policyArn(NOWHERE).versionId("v1")),
                        () -> root.tagPolicy(call -> call.policyArn(NOWHERE).tags(List.of())),
                        () -> root.untagPolicy(call -> call.policyArn(NOWHERE).tagKeys(List.of())),
                        () -> root.listPolicyTags(call -> call.policyArn(NOWHERE)))
                .forEach(call -> assertRefused(call, "NoSuchEntity"));
    }

    @Test
    void aPolicyOfAnotherAccountOrPathIsNotThere() {
        String arn = policy("use").arn();
        assertRefused(
                () -> root.getPolicy(call -> call.policyArn(arn.replace(ACCOUNT, "444455556666"))), "NoSuchEntity");
        assertRefused(() -> root.getPolicy(call -> call.policyArn(arn.replace("use", "team/use"))), "NoSuchEntity");
        assertRefused(() -> root.getPolicy(call -> call.policyArn(arn.replace("use", "USE"))), "NoSuchEntity");
    }

    @Test
    void whatIsNoArnOfAPolicyIsInvalidInput() {
        assertRefused(
                () -> root.getPolicy(call -> call.policyArn("arn:aws:iam::" + ACCOUNT + ":user/alice")),
                "InvalidInput");
        assertRefused(() -> root.getPolicy(call -> call.policyArn("short")), "ValidationError");
    }

    @Test
    void aNameIsTakenWhateverItsCaseAndPath() {
        policy("use");
        assertRefused(() -> policy("use"), "EntityAlreadyExists");
        assertRefused(
                () -> root.createPolicy(call -> call.policyName("USE").path("/team/").policyDocument(ALLOW)),
                "EntityAlreadyExists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:ListKeys\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\",\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Maybe\",\"Action\":\"kms:*\",\"Resource\":\"*\"}}"
            })
    void whatIsNoIdentityPolicyIsMalformedAndChangesNothing(String text) {
        assertRefused(
                () -> root.createPolicy(call -> call.policyName("use").policyDocument(text)),
                "MalformedPolicyDocument");
        assertRefused(() -> root.getPolicy(call -> call.policyArn(NOWHERE.replace("nowhere", "use"))), "NoSuchEntity");
        String arn = policy("there").arn();
        assertRefused(
                () -> root.createPolicyVersion(call -> call.policyArn(arn).policyDocument(text)),
                "MalformedPolicyDocument");
        assertThat(root.listPolicyVersions(call -> call.policyArn(arn)).versions()).hasSize(1);
    }

    @Test
    void aNameWithOtherCharactersIsAValidationError() {
        assertRefused(() -> root.createPolicy(call -> call.policyName("a b").policyDocument(ALLOW)), "ValidationError");
        assertRefused(
                () -> root.createPolicy(call -> call.policyName("a").path("team").policyDocument(ALLOW)),
                "ValidationError");
    }

    @Test
    void aPolicyHas6144CharactersAtMostWithoutWhiteSpace() {
        String longest = ofSize(6_144);
        root.createPolicy(call -> call.policyName("longest").policyDocument(longest + " ".repeat(2_000)));
        assertRefused(
                () -> root.createPolicy(call -> call.policyName("longer").policyDocument(ofSize(6_145))),
                "LimitExceeded");
        assertRefused(
                () ->
                        root.createPolicyVersion(call ->
                                call.policyArn(NOWHERE.replace("nowhere", "longest")).policyDocument(ofSize(6_145))),
                "LimitExceeded");
    }

    private static String ofSize(int characters) {
        String text = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"arn:\"}}";
        return text.replace("arn:", "arn:" + "x".repeat(characters - text.length()));
    }

    // ---- versions

    @Test
    void aDocumentIsUrlEncodedInItsVersionAndNowhereElse() {
        String text = ALLOW.replace("ListKeys", "List*").replace("\"*\"", "[\"arn:aws:kms:*:*:key/a~b\", \"arn:é\"]");
        String arn = root.createPolicy(call -> call.policyName("use").policyDocument(text)).policy().arn();
        PolicyVersion version = root.getPolicyVersion(call -> call.policyArn(arn).versionId("v1")).policyVersion();
        assertThat(version.document()).startsWith("%7B%22Version%22%3A%20%22").contains("List%2A").contains("a~b");
        assertThat(URLDecoder.decode(version.document(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(version.isDefaultVersion()).isTrue();
        assertThat(root.listPolicyVersions(call -> call.policyArn(arn)).versions().getFirst().document()).isNull();
        PolicyVersion second =
                root.createPolicyVersion(call -> call.policyArn(arn).policyDocument(DENY)).policyVersion();
        assertThat(second.document()).isNull();
        assertThat(second.isDefaultVersion()).isFalse();
    }

    @Test
    void aVersionThatIsNotThereIsNoSuchEntity() {
        String arn = policy("use").arn();
        for (String id : List.of("v2", "v99999999999", "v1.a")) {
            assertRefused(() -> root.getPolicyVersion(call -> call.policyArn(arn).versionId(id)), "NoSuchEntity");
            assertRefused(() -> root.deletePolicyVersion(call -> call.policyArn(arn).versionId(id)), "NoSuchEntity");
            assertRefused(
                    () -> root.setDefaultPolicyVersion(call -> call.policyArn(arn).versionId(id)), "NoSuchEntity");
        }
        assertRefused(() -> root.getPolicyVersion(call -> call.policyArn(arn).versionId("1")), "ValidationError");
    }

    @Test
    void aPolicyHasFiveVersionsAndTheirNumbersAreNeverGivenAgain() {
        String arn = policy("use").arn();
        IntStream.rangeClosed(2, 5).forEach(n -> assertThat(version(arn, DENY, false)).isEqualTo("v" + n));
        assertRefused(() -> version(arn, DENY, false), "LimitExceeded");
        root.deletePolicyVersion(call -> call.policyArn(arn).versionId("v5"));
        assertThat(version(arn, DENY, true)).isEqualTo("v6");
        assertThat(root.listPolicyVersions(call -> call.policyArn(arn)).versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v6", "v4", "v3", "v2", "v1");
        assertThat(root.getPolicy(call -> call.policyArn(arn)).policy().defaultVersionId()).isEqualTo("v6");
    }

    @Test
    void versionsAreListedInPages() {
        String arn = policy("use").arn();
        version(arn, DENY, false);
        version(arn, DENY, false);
        var first = root.listPolicyVersions(call -> call.policyArn(arn).maxItems(2));
        assertThat(first.versions()).extracting(PolicyVersion::versionId).containsExactly("v3", "v2");
        assertThat(first.isTruncated()).isTrue();
        var second = root.listPolicyVersions(call -> call.policyArn(arn).maxItems(2).marker(first.marker()));
        assertThat(second.versions()).extracting(PolicyVersion::versionId).containsExactly("v1");
        assertThat(second.isTruncated()).isFalse();
        assertRefused(
                () -> root.listPolicyVersions(call -> call.policyArn(arn).marker("elsewhere")), "ValidationError");
    }

    @Test
    void theDefaultVersionIsNotDeleted() {
        String arn = policy("use").arn();
        version(arn, DENY, true);
        assertRefused(() -> root.deletePolicyVersion(call -> call.policyArn(arn).versionId("v2")), "DeleteConflict");
        root.deletePolicyVersion(call -> call.policyArn(arn).versionId("v1"));
    }

    @Test
    void theDefaultVersionCountsForTheNextCallOfWhoCarriesThePolicy() {
        Policy policy = policy("use");
        KmsClient alice = node.client(carrier("alice", policy));
        alice.listKeys();

        version(policy.arn(), DENY, false);
        alice.listKeys();
        root.setDefaultPolicyVersion(call -> call.policyArn(policy.arn()).versionId("v2"));
        assertThatThrownBy(alice::listKeys).hasMessageContaining("with an explicit deny in an identity-based policy");
        root.setDefaultPolicyVersion(call -> call.policyArn(policy.arn()).versionId("v1"));
        alice.listKeys();
        version(policy.arn(), ALLOW.replace("ListKeys", "ListAliases"), true);
        assertThatThrownBy(alice::listKeys)
                .hasMessageContaining("because no identity-based policy allows the kms:ListKeys action");
    }

    // ---- deleting

    @Test
    void aPolicyIsNotDeletedWhileSomebodyCarriesIt() {
        Policy attached = policy("attached");
        Policy boundary = policy("boundary");
        carrier("alice", attached);
        node.user("bob", Attachments.NONE.within(Optional.of(boundary.arn())));
        assertRefused(() -> root.deletePolicy(call -> call.policyArn(attached.arn())), "DeleteConflict");
        assertRefused(() -> root.deletePolicy(call -> call.policyArn(boundary.arn())), "DeleteConflict");
        root.getPolicy(call -> call.policyArn(attached.arn()));
    }

    @Test
    void aPolicyIsNotDeletedBeforeItsOtherVersions() {
        String arn = policy("use").arn();
        version(arn, DENY, true);
        assertRefused(() -> root.deletePolicy(call -> call.policyArn(arn)), "DeleteConflict");
        root.deletePolicyVersion(call -> call.policyArn(arn).versionId("v1"));
        root.deletePolicy(call -> call.policyArn(arn));
        assertRefused(() -> root.getPolicy(call -> call.policyArn(arn)), "NoSuchEntity");
        assertThat(policy("use").defaultVersionId()).isEqualTo("v1");
    }

    // ---- lists

    private List<String> listed(ListPoliciesResponse response) {
        return response.policies().stream().map(Policy::policyName).toList();
    }

    @Test
    void policiesAreListedInPagesInTheOrderOfTheirNames() {
        List.of("b", "A", "c", "D").forEach(this::policy);
        List<String> all = new ArrayList<>();
        root.listPoliciesPaginator(call -> call.maxItems(3)).stream().forEach(page -> all.addAll(listed(page)));
        assertThat(all).containsExactly("A", "b", "c", "D");
        assertRefused(() -> root.listPolicies(call -> call.marker("elsewhere")), "ValidationError");
        assertRefused(() -> root.listPolicies(call -> call.maxItems(0)), "ValidationError");
    }

    @Test
    void aListIsNarrowedByPathScopeAndUse() {
        Policy attached = policy("a-attached");
        Policy boundary = policy("b-boundary");
        policy("c-free");
        root.createPolicy(call -> call.policyName("d-team").path("/team/").policyDocument(ALLOW));
        Policy last = policy("e-last");
        carrier("alice", attached, last);
        node.user("bob", Attachments.NONE.within(Optional.of(boundary.arn())));

        assertThat(listed(root.listPolicies(call -> call.pathPrefix("/team/")))).containsExactly("d-team");
        assertThat(listed(root.listPolicies(call -> call.scope(PolicyScopeType.AWS)))).isEmpty();
        assertThat(root.listPolicies(call -> call.scope(PolicyScopeType.LOCAL)).policies()).hasSize(5);
        assertThat(listed(root.listPolicies(call -> call.onlyAttached(true)))).containsExactly("a-attached", "e-last");
        assertThat(listed(root.listPolicies(call -> call.policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY))))
                .containsExactly("b-boundary");
        ListPoliciesResponse first = root.listPolicies(call -> call.onlyAttached(true).maxItems(1));
        assertThat(listed(first)).containsExactly("a-attached");
        assertThat(listed(root.listPolicies(call -> call.onlyAttached(true).maxItems(1).marker(first.marker()))))
                .containsExactly("e-last");
        assertThat(first.policies().getFirst().attachmentCount()).isEqualTo(1);
        assertThat(root.getPolicy(call -> call.policyArn(boundary.arn())).policy().permissionsBoundaryUsageCount())
                .isEqualTo(1);
    }

    // ---- tags

    @Test
    void tagsAreReplacedRemovedAndListed() {
        String arn = policy("use").arn();
        root.tagPolicy(call -> call.policyArn(arn).tags(tag("team", "core"), tag("stage", "test")));
        root.tagPolicy(call -> call.policyArn(arn).tags(tag("Team", "edge")));
        assertThat(root.listPolicyTags(call -> call.policyArn(arn)).tags())
                .containsExactly(tag("Team", "edge"), tag("stage", "test"));
        var first = root.listPolicyTags(call -> call.policyArn(arn).maxItems(1));
        assertThat(root.listPolicyTags(call -> call.policyArn(arn).marker(first.marker())).tags())
                .containsExactly(tag("stage", "test"));
        root.untagPolicy(call -> call.policyArn(arn).tagKeys("TEAM", "other"));
        assertThat(root.getPolicy(call -> call.policyArn(arn)).policy().tags()).containsExactly(tag("stage", "test"));
        assertRefused(
                () -> root.tagPolicy(call -> call.policyArn(arn).tags(tag("a", "1"), tag("A", "2"))), "InvalidInput");
        assertRefused(
                () ->
                        root.tagPolicy(call ->
                                call.policyArn(arn)
                                        .tags(IntStream.range(0, 50).mapToObj(n -> tag("tag" + n, "value")).toList())),
                "LimitExceeded");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    // ---- who may

    @Test
    void whoMayReadOnePolicyMayNotReadAnotherNorLearnWhetherItIsThere() {
        Policy one = policy("one");
        Policy other = policy("other");
        String policy =
                """
                {"Statement":{"Effect":"Allow","Action":"iam:GetPolicy","Resource":"%s"}}\
                """
                        .formatted(one.arn());
        IamClient alice = node.iam(node.user("alice", Attachments.inline("read", policy)));
        alice.getPolicy(call -> call.policyArn(one.arn()));
        assertRefused(() -> alice.getPolicy(call -> call.policyArn(other.arn())), "AccessDenied");
        assertRefused(() -> alice.getPolicy(call -> call.policyArn(NOWHERE)), "AccessDenied");
        assertRefused(() -> alice.deletePolicy(call -> call.policyArn(one.arn())), "AccessDenied");
        assertRefused(
                () -> alice.createPolicy(call -> call.policyName("one").policyDocument("no json")), "AccessDenied");
        assertRefused(alice::listPolicies, "AccessDenied");
    }

    @Test
    void theDocumentOfANewVersionIsOnRecord() {
        String arn = policy("use").arn();
        version(arn, DENY, true);
        assertThat(node.recordsAfterStop())
                .filteredOn(record -> record.contains("\"eventName\":\"CreatePolicyVersion\""))
                .singleElement()
                .asString()
                .contains("\"policyDocument\":\"{\\\"Version\\\"")
                .contains("\"versionId\":\"v2\"");
    }
}
