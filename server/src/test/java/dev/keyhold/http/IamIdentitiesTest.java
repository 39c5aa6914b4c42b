package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.boot.RunningNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/// Groups, inline and attached policies, boundaries and tags as the AWS SDK manages them: what is kept, and what is
/// refused.
@Timeout(300)
class IamIdentitiesTest {

    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\","
                    + "\"Resource\":\"*\"}]}";

    @TempDir static Path directory;

    private static RunningNode node;
    private static IamClient iam;

    @BeforeAll
    static void startTheNodeWithOneOfEach() {
        node = new RunningNode(directory);
        iam = node.iam(ROOT);
        user("there");
        group("there");
        node.role("there");
        node.policy("/", "there", POLICY);
    }

    @AfterAll
    static void stopTheNode() {
        node.close();
    }

    private static String arn(String resource) {
        return "arn:aws:iam::" + ACCOUNT + ":" + resource;
    }

    private static AwsServiceException refused(String code, ThrowingCallable call) {
        List<AwsServiceException> refusal = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal::add);
        assertThat(refusal.getFirst().awsErrorDetails().errorCode()).isEqualTo(code);
        return refusal.getFirst();
    }

    private static String text(AwsServiceException refusal) {
        return refusal.awsErrorDetails().errorMessage();
    }

    private static void user(String name) {
        iam.createUser(call -> call.userName(name));
    }

    private static void group(String name) {
        iam.createGroup(call -> call.groupName(name));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    // Groups

    @Test
    void aGroupIsShownAsItWasMade() {
        Group made = iam.createGroup(call -> call.groupName("Shown").path("/a/b/")).group();
        assertThat(made.arn()).isEqualTo(arn("group/a/b/Shown"));
        assertThat(made.groupId()).matches("AGPA[A-Z2-7]{17}");
        GetGroupResponse found = iam.getGroup(call -> call.groupName("Shown"));
        assertThat(found.group()).isEqualTo(made);
        assertThat(found.users()).isEmpty();
        refused("NoSuchEntity", () -> iam.getGroup(call -> call.groupName("shown")));
    }

    @Test
    void namesThatDifferInCaseOnlyAreOneName() {
        group("Taken");
        group("Other");
        assertThat(text(refused("EntityAlreadyExists", () -> group("tAKEN"))))
                .isEqualTo("Group with name tAKEN already exists.");
        refused("EntityAlreadyExists", () -> iam.updateGroup(call -> call.groupName("Other").newGroupName("TAKEN")));
        iam.updateGroup(call -> call.groupName("Taken").newGroupName("TAKEN"));
        assertThat(iam.getGroup(call -> call.groupName("TAKEN")).group().groupName()).isEqualTo("TAKEN");
    }

    @Test
    void aGroupThatHasSomethingCannotBeDeleted() {
        String managed = node.policy("/", "keeps-a-group", POLICY);
        group("full");
        user("in-full");
        iam.addUserToGroup(call -> call.groupName("full").userName("in-full"));
        iam.putGroupPolicy(call -> call.groupName("full").policyName("p").policyDocument(POLICY));
        iam.attachGroupPolicy(call -> call.groupName("full").policyArn(managed));

        assertThat(text(refused("DeleteConflict", () -> iam.deleteGroup(call -> call.groupName("full")))))
                .contains("remove users from group");
        refused("DeleteConflict", () -> iam.deleteUser(call -> call.userName("in-full")));
        iam.removeUserFromGroup(call -> call.groupName("full").userName("in-full"));
        assertThat(text(refused("DeleteConflict", () -> iam.deleteGroup(call -> call.groupName("full")))))
                .contains("detach all policies");
        iam.detachGroupPolicy(call -> call.groupName("full").policyArn(managed));
        assertThat(text(refused("DeleteConflict", () -> iam.deleteGroup(call -> call.groupName("full")))))
                .contains("delete policies");
        iam.deleteGroupPolicy(call -> call.groupName("full").policyName("p"));
        iam.deleteGroup(call -> call.groupName("full"));
        refused("NoSuchEntity", () -> iam.getGroup(call -> call.groupName("full")));
    }

    @Test
    void addingAndRemovingTwiceChangesNothing() {
        group("twice");
        user("comes-and-goes");
        iam.removeUserFromGroup(call -> call.groupName("twice").userName("comes-and-goes"));
        iam.addUserToGroup(call -> call.groupName("twice").userName("comes-and-goes"));
        iam.addUserToGroup(call -> call.groupName("twice").userName("comes-and-goes"));
        assertThat(iam.getGroup(call -> call.groupName("twice")).users())
                .extracting(User::userName)
                .containsExactly("comes-and-goes");
        iam.removeUserFromGroup(call -> call.groupName("twice").userName("comes-and-goes"));
        assertThat(iam.getGroup(call -> call.groupName("twice")).users()).isEmpty();
        assertThat(iam.listGroupsForUser(call -> call.userName("comes-and-goes")).groups()).isEmpty();
    }

    @Test
    void ofManyWhoAddAUserAtOnceOnlyTenGroupsSucceed() throws Exception {
        user("wanted");
        List<Callable<String>> calls =
                IntStream.range(0, 16)
                        .mapToObj(number -> {
                            group("wants-" + number);
                            return (Callable<String>) () -> added("wants-" + number, "wanted");
                        })
                        .toList();
        List<String> results = atOnce(calls);
        assertThat(results).filteredOn("done"::equals).hasSize(10);
        assertThat(results).filteredOn("Cannot exceed quota for GroupsPerUser: 10"::equals).hasSize(6);
        assertThat(iam.listGroupsForUser(call -> call.userName("wanted")).groups()).hasSize(10);
    }

    @Test
    void aGroupIsEitherDeletedOrJoinedNeverBoth() throws Exception {
        user("joins");
        for (int round = 0; round < 20; round++) {
            String name = "contested-" + round;
            group(name);
            List<String> results =
                    atOnce(
                            List.of(
                                    () -> added(name, "joins"),
                                    () -> done(() -> iam.deleteGroup(call -> call.groupName(name)))));
            List<Group> groups = iam.listGroupsForUser(call -> call.userName("joins")).groups();
            if (groups.isEmpty()) {
                assertThat(results).containsExactly("The group with name " + name + " cannot be found.", "done");
            } else {
                assertThat(results)
                        .containsExactly("done", "Cannot delete entity, must remove users from group first.");
                iam.removeUserFromGroup(call -> call.groupName(name).userName("joins"));
            }
        }
    }

    private static List<String> atOnce(List<Callable<String>> calls) throws Exception {
        List<String> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static String added(String group, String user) {
        return done(() -> iam.addUserToGroup(call -> call.groupName(group).userName(user)));
    }

    private static String done(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (AwsServiceException refused) {
            return text(refused);
        }
    }

    @Test
    void anAccountHasThreeHundredGroups(@TempDir Path alone) {
        try (RunningNode full = new RunningNode(alone)) {
            IamClient client = full.iam(ROOT);
            IntStream.range(0, 300).forEach(number -> client.createGroup(call -> call.groupName("g" + number)));
            assertThat(text(refused("LimitExceeded", () -> client.createGroup(call -> call.groupName("more")))))
                    .isEqualTo("Cannot exceed quota for GroupsPerAccount: 300");
            client.deleteGroup(call -> call.groupName("g0"));
            client.createGroup(call -> call.groupName("more"));
            assertThat(client.listGroupsPaginator().groups()).hasSize(300);
        }
    }

    @Test
    void membersAndGroupsComeInPages() {
        user("pages");
        for (String name : List.of("page-c", "page-a", "Page-B")) {
            iam.createGroup(call -> call.groupName(name).path("/paged/"));
            iam.addUserToGroup(call -> call.groupName(name).userName("pages"));
            user("of-" + name);
            iam.addUserToGroup(call -> call.groupName("page-c").userName("of-" + name));
            refused("NoSuchEntity", () -> iam.addUserToGroup(call -> call.groupName("page-x").userName("pages")));
        }
        List<String> sorted = List.of("page-a", "Page-B", "page-c");
        assertThat(iam.listGroupsPaginator(call -> call.pathPrefix("/paged").maxItems(2)).groups())
                .extracting(Group::groupName)
                .containsExactlyElementsOf(sorted);
        assertThat(iam.listGroups(call -> call.pathPrefix("/nothing/")).groups()).isEmpty();
        assertThat(iam.listGroupsForUserPaginator(call -> call.userName("pages").maxItems(1)).groups())
                .extracting(Group::groupName)
                .containsExactlyElementsOf(sorted);
        GetGroupResponse first = iam.getGroup(call -> call.groupName("page-c").maxItems(3));
        assertThat(first.isTruncated()).isTrue();
        assertThat(iam.getGroupPaginator(call -> call.groupName("page-c").maxItems(3)).users())
                .extracting(User::userName)
                .containsExactly("of-page-a", "of-Page-B", "of-page-c", "pages");
        refused("ValidationError", () -> iam.getGroup(call -> call.groupName("page-a").marker(first.marker())));
        refused("ValidationError", () -> iam.listGroups(call -> call.marker("none of ours")));
    }

    // What is not there, and what is no request

    static Stream<Arguments> callsOnWhatIsNotThere() {
        String nothing = "not-there";
        return Stream.of(
                absent("GetGroup", client -> client.getGroup(call -> call.groupName(nothing))),
                absent("UpdateGroup", client -> client.updateGroup(call -> call.groupName(nothing).newPath("/x/"))),
                absent("DeleteGroup", client -> client.deleteGroup(call -> call.groupName(nothing))),
                absent(
                        "AddUserToGroup, no group",
                        client -> client.addUserToGroup(call -> call.groupName(nothing).userName("there"))),
                absent(
                        "AddUserToGroup, no user",
                        client -> client.addUserToGroup(call -> call.groupName("there").userName(nothing))),
                absent(
                        "RemoveUserFromGroup, no group",
                        client -> client.removeUserFromGroup(call -> call.groupName(nothing).userName("there"))),
                absent(
                        "RemoveUserFromGroup, no user",
                        client -> client.removeUserFromGroup(call -> call.groupName("there").userName(nothing))),
                absent("ListGroupsForUser", client -> client.listGroupsForUser(call -> call.userName(nothing))),
                absent(
                        "PutUserPolicy",
                        client ->
                                client.putUserPolicy(
                                        call -> call.userName(nothing).policyName("p").policyDocument(POLICY))),
                absent(
                        "PutGroupPolicy",
                        client ->
                                client.putGroupPolicy(
                                        call -> call.groupName(nothing).policyName("p").policyDocument(POLICY))),
                absent(
                        "PutRolePolicy",
                        client ->
                                client.putRolePolicy(
                                        call -> call.roleName(nothing).policyName("p").policyDocument(POLICY))),
                absent(
                        "GetUserPolicy",
                        client -> client.getUserPolicy(call -> call.userName("there").policyName(nothing))),
                absent(
                        "GetGroupPolicy",
                        client -> client.getGroupPolicy(call -> call.groupName("there").policyName(nothing))),
                absent(
                        "GetRolePolicy",
                        client -> client.getRolePolicy(call -> call.roleName("there").policyName(nothing))),
                absent(
                        "DeleteUserPolicy",
                        client -> client.deleteUserPolicy(call -> call.userName("there").policyName(nothing))),
                absent(
                        "DeleteGroupPolicy",
                        client -> client.deleteGroupPolicy(call -> call.groupName("there").policyName(nothing))),
                absent(
                        "DeleteRolePolicy",
                        client -> client.deleteRolePolicy(call -> call.roleName("there").policyName(nothing))),
                absent("ListUserPolicies", client -> client.listUserPolicies(call -> call.userName(nothing))),
                absent("ListGroupPolicies", client -> client.listGroupPolicies(call -> call.groupName(nothing))),
                absent("ListRolePolicies", client -> client.listRolePolicies(call -> call.roleName(nothing))),
                absent(
                        "AttachUserPolicy",
                        client ->
                                client.attachUserPolicy(
                                        call -> call.userName("there").policyArn(arn("policy/" + nothing)))),
                absent(
                        "AttachGroupPolicy",
                        client ->
                                client.attachGroupPolicy(
                                        call -> call.groupName("there").policyArn(arn("policy/" + nothing)))),
                absent(
                        "AttachRolePolicy",
                        client ->
                                client.attachRolePolicy(
                                        call -> call.roleName("there").policyArn(arn("policy/" + nothing)))),
                absent(
                        "AttachUserPolicy, of another account",
                        client ->
                                client.attachUserPolicy(call ->
                                        call.userName("there").policyArn("arn:aws:iam::444455556666:policy/there"))),
                absent(
                        "AttachUserPolicy, under another path",
                        client ->
                                client.attachUserPolicy(
                                        call -> call.userName("there").policyArn(arn("policy/x/there")))),
                absent(
                        "DetachUserPolicy, not attached",
                        client ->
                                client.detachUserPolicy(call -> call.userName("there").policyArn(arn("policy/there")))),
                absent(
                        "DetachGroupPolicy, not attached",
                        client ->
                                client.detachGroupPolicy(
                                        call -> call.groupName("there").policyArn(arn("policy/there")))),
                absent(
                        "DetachRolePolicy, no role",
                        client ->
                                client.detachRolePolicy(call -> call.roleName(nothing).policyArn(arn("policy/there")))),
                absent(
                        "ListAttachedUserPolicies",
                        client -> client.listAttachedUserPolicies(call -> call.userName(nothing))),
                absent(
                        "ListAttachedGroupPolicies",
                        client -> client.listAttachedGroupPolicies(call -> call.groupName(nothing))),
                absent(
                        "ListAttachedRolePolicies",
                        client -> client.listAttachedRolePolicies(call -> call.roleName(nothing))),
                absent(
                        "ListEntitiesForPolicy",
                        client -> client.listEntitiesForPolicy(call -> call.policyArn(arn("policy/" + nothing)))),
                absent(
                        "PutUserPermissionsBoundary, no policy",
                        client ->
                                client.putUserPermissionsBoundary(
                                        call -> call.userName("there").permissionsBoundary(arn("policy/" + nothing)))),
                absent(
                        "PutRolePermissionsBoundary, no role",
                        client ->
                                client.putRolePermissionsBoundary(
                                        call -> call.roleName(nothing).permissionsBoundary(arn("policy/there")))),
                absent(
                        "DeleteUserPermissionsBoundary",
                        client -> client.deleteUserPermissionsBoundary(call -> call.userName(nothing))),
                absent(
                        "DeleteRolePermissionsBoundary",
                        client -> client.deleteRolePermissionsBoundary(call -> call.roleName(nothing))),
                absent("TagUser", client -> client.tagUser(call -> call.userName(nothing).tags(tag("a", "b")))),
                absent("TagRole", client -> client.tagRole(call -> call.roleName(nothing).tags(tag("a", "b")))),
                absent("UntagUser", client -> client.untagUser(call -> call.userName(nothing).tagKeys("a"))),
                absent("UntagRole", client -> client.untagRole(call -> call.roleName(nothing).tagKeys("a"))),
                absent("ListUserTags", client -> client.listUserTags(call -> call.userName(nothing))),
                absent("ListRoleTags", client -> client.listRoleTags(call -> call.roleName(nothing))));
    }

    private static Arguments absent(String what, Consumer<IamClient> call) {
        return Arguments.of(what, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callsOnWhatIsNotThere")
    void whatIsNotThereIsRefusedAndNothingChanges(String what, Consumer<IamClient> call) {
        refused("NoSuchEntity", () -> call.accept(iam));
        assertThat(iam.listAttachedUserPolicies(there -> there.userName("there")).attachedPolicies()).isEmpty();
        assertThat(iam.getGroup(there -> there.groupName("there")).users()).isEmpty();
        assertThat(iam.getUser(there -> there.userName("there")).user().permissionsBoundary()).isNull();
    }

    @Test
    void whatIsNoNameOrPathOrPolicyIsRefused() {
        refused("ValidationError", () -> group("no/name"));
        refused("ValidationError", () -> group("n".repeat(129)));
        refused("ValidationError", () -> iam.createGroup(call -> call.groupName("pathless").path("x")));
        refused("ValidationError", () -> iam.listGroups(call -> call.pathPrefix("x")));
        refused("ValidationError", () -> iam.listGroups(call -> call.maxItems(1001)));
        refused(
                "ValidationError",
                () -> iam.putUserPolicy(call -> call.userName("there").policyName("").policyDocument(POLICY)));
        refused("ValidationError", () -> iam.attachUserPolicy(call -> call.userName("there").policyArn("arn:aws")));
        refused(
                "InvalidInput",
                () -> iam.attachUserPolicy(call -> call.userName("there").policyArn(arn("user/not-a-policy"))));
        refused(
                "InvalidInput",
                () ->
                        iam.putUserPermissionsBoundary(
                                call -> call.userName("there").permissionsBoundary(arn("role/not-a-policy"))));
        refused("InvalidInput", () -> iam.listEntitiesForPolicy(call -> call.policyArn(arn("group/not-a-policy"))));
    }

    // Inline policies

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret-word",
                "{",
                "[]",
                "{}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                "{\"Version\":\"2013-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Permit\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"secret-word\":\"x\"}]}",
            })
    void whatIsNoPolicyIsRefusedWithoutRepeatingIt(String document) {
        List<AwsServiceException> refusals =
                List.of(
                        refused(
                                "MalformedPolicyDocument",
                                () ->
                                        iam.putUserPolicy(call ->
                                                call.userName("there").policyName("p").policyDocument(document))),
                        refused(
                                "MalformedPolicyDocument",
                                () ->
                                        iam.putGroupPolicy(call ->
                                                call.groupName("there").policyName("p").policyDocument(document))),
                        refused(
                                "MalformedPolicyDocument",
                                () ->
                                        iam.putRolePolicy(call ->
                                                call.roleName("there").policyName("p").policyDocument(document))));
        assertThat(refusals)
                .allSatisfy(refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(400);
                    assertThat(text(refusal)).isNotBlank().doesNotContain("secret-word");
                });
        assertThat(iam.listUserPolicies(call -> call.userName("there")).policyNames()).isEmpty();
    }

    @Test
    void aDocumentComesBackAsItWasPut() {
        user("verbatim");
        group("verbatim");
        node.role("verbatim");
        String document =
                "{ \"Version\": \"2012-10-17\",\n\t\"Statement\": [{\"Sid\": \"a1\", \"Effect\": \"Allow\","
                        + " \"Action\": \"kms:*\", \"Resource\": \"arn:aws:kms:*:*:key/~a+b%20c\"}] }\r\n";
        iam.putUserPolicy(call -> call.userName("verbatim").policyName("P@1").policyDocument(document));
        iam.putGroupPolicy(call -> call.groupName("verbatim").policyName("P@1").policyDocument(document));
        iam.putRolePolicy(call -> call.roleName("verbatim").policyName("P@1").policyDocument(document));
        for (String encoded :
                List.of(
                        iam.getUserPolicy(call -> call.userName("verbatim").policyName("P@1")).policyDocument(),
                        iam.getGroupPolicy(call -> call.groupName("verbatim").policyName("P@1")).policyDocument(),
                        iam.getRolePolicy(call -> call.roleName("verbatim").policyName("P@1")).policyDocument())) {
            assertThat(encoded).startsWith("%7B%20%22Version%22");
            assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(document);
        }
        assertThat(iam.getUserPolicy(call -> call.userName("verbatim").policyName("P@1")).userName())
                .isEqualTo("verbatim");
        refused("NoSuchEntity", () -> iam.getUserPolicy(call -> call.userName("verbatim").policyName("p@1")));
    }

    /// A policy of so many characters that are not white space, and some that are.
    private static String ofSize(int size) {
        String head = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:";
        String tail = "\",\"Resource\":\"*\"}]}";
        return head + "a".repeat(size - head.length() - tail.length()) + tail + " \n\t\r".repeat(500);
    }

    @Test
    void allInlinePoliciesOfAnIdentityTogetherAreAsLargeAsItsKindMayHave() {
        user("large");
        group("large");
        node.role("large");
        assertThat(
                        text(
                                refused(
                                        "LimitExceeded",
                                        () ->
                                                iam.putUserPolicy(call ->
                                                        call.userName("large")
                                                                .policyName("p")
                                                                .policyDocument(ofSize(2_049))))))
                .isEqualTo("Maximum policy size of 2048 bytes exceeded for user large");
        iam.putUserPolicy(call -> call.userName("large").policyName("p").policyDocument(ofSize(2_048)));
        iam.putUserPolicy(call -> call.userName("large").policyName("p").policyDocument(ofSize(1_000)));
        iam.putUserPolicy(call -> call.userName("large").policyName("q").policyDocument(ofSize(1_048)));
        refused(
                "LimitExceeded",
                () -> iam.putUserPolicy(call -> call.userName("large").policyName("q").policyDocument(ofSize(1_049))));

        iam.putGroupPolicy(call -> call.groupName("large").policyName("p").policyDocument(ofSize(5_120)));
        refused(
                "LimitExceeded",
                () ->
                        iam.putGroupPolicy(
                                call -> call.groupName("large").policyName("p").policyDocument(ofSize(5_121))));
        iam.putRolePolicy(call -> call.roleName("large").policyName("p").policyDocument(ofSize(10_240)));
        refused(
                "LimitExceeded",
                () -> iam.putRolePolicy(call -> call.roleName("large").policyName("q").policyDocument(ofSize(100))));
        refused(
                "LimitExceeded",
                () ->
                        iam.putRolePolicy(call ->
                                call.roleName("large").policyName("p").policyDocument(POLICY + " ".repeat(40_000))));
    }

    @Test
    void inlinePoliciesAreListedInPages() {
        user("lists");
        List<String> names = List.of("a", "b", "c", "d", "e");
        names.reversed()
                .forEach(name ->
                        iam.putUserPolicy(call -> call.userName("lists").policyName(name).policyDocument(POLICY)));
        assertThat(iam.listUserPoliciesPaginator(call -> call.userName("lists").maxItems(2)).policyNames())
                .containsExactlyElementsOf(names);
        assertThat(iam.listUserPolicies(call -> call.userName("lists").maxItems(5)).isTruncated()).isFalse();
        refused("DeleteConflict", () -> iam.deleteUser(call -> call.userName("lists")));
    }

    // Attached policies

    @Test
    void anIdentityCarriesTenManagedPolicies() {
        user("carries");
        List<String> arns =
                IntStream.range(0, 11)
                        .mapToObj(number -> node.policy(number < 5 ? "/low/" : "/high/", "carried-" + number, POLICY))
                        .toList();
        arns.subList(0, 10).forEach(policy -> iam.attachUserPolicy(call -> call.userName("carries").policyArn(policy)));
        assertThat(
                        text(
                                refused(
                                        "LimitExceeded",
                                        () ->
                                                iam.attachUserPolicy(
                                                        call -> call.userName("carries").policyArn(arns.get(10))))))
                .isEqualTo("Cannot exceed quota for PoliciesPerUser: 10");
        iam.attachUserPolicy(call -> call.userName("carries").policyArn(arns.getFirst()));

        assertThat(
                        iam.listAttachedUserPoliciesPaginator(call -> call.userName("carries").maxItems(3))
                                .attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactlyElementsOf(arns.subList(0, 10));
        ListAttachedUserPoliciesResponse low =
                iam.listAttachedUserPolicies(call -> call.userName("carries").pathPrefix("/low/"));
        assertThat(low.attachedPolicies())
                .extracting(AttachedPolicy::policyName)
                .containsExactly("carried-0", "carried-1", "carried-2", "carried-3", "carried-4");
        refused("DeleteConflict", () -> iam.deleteUser(call -> call.userName("carries")));

        iam.detachUserPolicy(call -> call.userName("carries").policyArn(arns.getFirst()));
        refused(
                "NoSuchEntity",
                () -> iam.detachUserPolicy(call -> call.userName("carries").policyArn(arns.getFirst())));
        iam.attachUserPolicy(call -> call.userName("carries").policyArn(arns.get(10)));
    }

    @Test
    void theLongestNamesCanBePaged() {
        user("long");
        String path = "/" + "p".repeat(510) + "/";
        List<String> arns =
                Stream.of("a", "b").map(first -> node.policy(path, first + "n".repeat(127), POLICY)).toList();
        arns.forEach(policy -> iam.attachUserPolicy(call -> call.userName("long").policyArn(policy)));
        assertThat(iam.listAttachedUserPoliciesPaginator(call -> call.userName("long").maxItems(1)).attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactlyElementsOf(arns);

        iam.tagUser(call -> call.userName("long").tags(tag("日".repeat(128), "1"), tag("本".repeat(128), "2")));
        assertThat(iam.listUserTagsPaginator(call -> call.userName("long").maxItems(1)).tags())
                .extracting(Tag::value)
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void whoCarriesAPolicyIsListedByKindPathAndUse() {
        String policy = node.policy("/", "carried-by-many", POLICY);
        iam.createUser(call -> call.userName("carrier").path("/dev/"));
        user("within");
        group("carrier");
        node.role("carrier");
        iam.attachUserPolicy(call -> call.userName("carrier").policyArn(policy));
        iam.attachGroupPolicy(call -> call.groupName("carrier").policyArn(policy));
        iam.attachRolePolicy(call -> call.roleName("carrier").policyArn(policy));
        iam.putUserPermissionsBoundary(call -> call.userName("within").permissionsBoundary(policy));
        iam.putUserPermissionsBoundary(call -> call.userName("carrier").permissionsBoundary(policy));
        iam.putRolePermissionsBoundary(call -> call.roleName("carrier").permissionsBoundary(policy));

        ListEntitiesForPolicyResponse all = iam.listEntitiesForPolicy(call -> call.policyArn(policy));
        assertThat(all.policyUsers()).extracting(PolicyUser::userName).containsExactly("carrier", "within");
        assertThat(all.policyGroups()).extracting(PolicyGroup::groupName).containsExactly("carrier");
        assertThat(all.policyRoles()).extracting(PolicyRole::roleName).containsExactly("carrier");

        ListEntitiesForPolicyResponse users =
                iam.listEntitiesForPolicy(call -> call.policyArn(policy).entityFilter(EntityType.USER));
        assertThat(users.policyUsers()).hasSize(2);
        assertThat(users.policyGroups()).isEmpty();
        assertThat(users.policyRoles()).isEmpty();

        ListEntitiesForPolicyResponse bounded =
                iam.listEntitiesForPolicy(
                        call -> call.policyArn(policy).policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY));
        assertThat(bounded.policyUsers()).hasSize(2);
        assertThat(bounded.policyGroups()).isEmpty();
        ListEntitiesForPolicyResponse attached =
                iam.listEntitiesForPolicy(
                        call -> call.policyArn(policy).policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY));
        assertThat(attached.policyUsers()).extracting(PolicyUser::userName).containsExactly("carrier");

        ListEntitiesForPolicyResponse dev =
                iam.listEntitiesForPolicy(call -> call.policyArn(policy).pathPrefix("/dev/"));
        assertThat(dev.policyUsers()).extracting(PolicyUser::userName).containsExactly("carrier");
        assertThat(dev.policyGroups()).isEmpty();

        ListEntitiesForPolicyResponse local =
                iam.listEntitiesForPolicy(call -> call.policyArn(policy).entityFilter(EntityType.LOCAL_MANAGED_POLICY));
        assertThat(local.policyUsers()).isEmpty();

        List<String> paged = new ArrayList<>();
        iam.listEntitiesForPolicyPaginator(call -> call.policyArn(policy).maxItems(1)).stream()
                .forEach(page -> {
                    page.policyGroups().forEach(found -> paged.add(found.groupId()));
                    page.policyUsers().forEach(found -> paged.add(found.userId()));
                    page.policyRoles().forEach(found -> paged.add(found.roleId()));
                });
        assertThat(paged).hasSize(4).doesNotHaveDuplicates();
    }

    // Boundaries

    @Test
    void aBoundaryIsShownAndCanBeReplacedAndTakenAway() {
        String one = node.policy("/", "boundary-one", POLICY);
        String two = node.policy("/", "boundary-two", POLICY);
        user("has-boundary");
        node.role("has-boundary");
        iam.deleteUserPermissionsBoundary(call -> call.userName("has-boundary"));
        iam.putUserPermissionsBoundary(call -> call.userName("has-boundary").permissionsBoundary(one));
        iam.putUserPermissionsBoundary(call -> call.userName("has-boundary").permissionsBoundary(two));
        assertThat(iam.getUser(call -> call.userName("has-boundary")).user().permissionsBoundary())
                .returns(two, boundary -> boundary.permissionsBoundaryArn())
                .returns("Policy", boundary -> boundary.permissionsBoundaryTypeAsString());
        assertThat(iam.listAttachedUserPolicies(call -> call.userName("has-boundary")).attachedPolicies()).isEmpty();
        iam.deleteUserPermissionsBoundary(call -> call.userName("has-boundary"));
        assertThat(iam.getUser(call -> call.userName("has-boundary")).user().permissionsBoundary()).isNull();

        iam.putRolePermissionsBoundary(call -> call.roleName("has-boundary").permissionsBoundary(one));
        assertThat(iam.listEntitiesForPolicy(call -> call.policyArn(one)).policyRoles()).hasSize(1);
        iam.deleteRolePermissionsBoundary(call -> call.roleName("has-boundary"));
        assertThat(iam.listEntitiesForPolicy(call -> call.policyArn(one)).policyRoles()).isEmpty();
    }

    @Test
    void aBoundaryThatIsNotThereIsRefusedAsAwsWordsIt() {
        String missing = arn("policy/no-boundary");
        assertThat(
                        text(
                                refused(
                                        "NoSuchEntity",
                                        () ->
                                                iam.createUser(
                                                        call -> call.userName("never").permissionsBoundary(missing)))))
                .isEqualTo("Scope ARN: " + missing + " does not exist or is not attachable.");
        refused("NoSuchEntity", () -> iam.getUser(call -> call.userName("never")));
    }

    // Tags

    @Test
    void tagsAreAddedReplacedAndTakenAwayWithoutRegardToCase() {
        user("tagged");
        node.role("tagged");
        iam.tagUser(call -> call.userName("tagged").tags(tag("Team", "blue"), tag("cost", "1")));
        iam.tagUser(call -> call.userName("tagged").tags(tag("TEAM", "red"), tag("empty", "")));
        assertThat(tags("tagged")).isEqualTo(Map.of("TEAM", "red", "cost", "1", "empty", ""));
        assertThat(iam.getUser(call -> call.userName("tagged")).user().tags()).hasSize(3);
        iam.untagUser(call -> call.userName("tagged").tagKeys("team", "never-there"));
        assertThat(tags("tagged")).isEqualTo(Map.of("cost", "1", "empty", ""));

        iam.tagRole(call -> call.roleName("tagged").tags(tag("a", "1"), tag("b", "2")));
        iam.untagRole(call -> call.roleName("tagged").tagKeys("a"));
        assertThat(iam.listRoleTags(call -> call.roleName("tagged")).tags()).containsExactly(tag("b", "2"));
    }

    private static Map<String, String> tags(String user) {
        ListUserTagsResponse answer = iam.listUserTags(call -> call.userName(user));
        return answer.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Test
    void tagsThatAwsRefusesAreRefusedAndNothingChanges() {
        user("untaggable");
        iam.tagUser(call -> call.userName("untaggable").tags(tag("there", "1")));
        refused(
                "InvalidInput",
                () -> iam.tagUser(call -> call.userName("untaggable").tags(tag("a", "1"), tag("A", "2"))));
        refused("InvalidInput", () -> iam.tagUser(call -> call.userName("untaggable").tags(tag("aws:a", "1"))));
        refused("ValidationError", () -> iam.tagUser(call -> call.userName("untaggable").tags(tag("", "1"))));
        refused("ValidationError", () -> iam.tagUser(call -> call.userName("untaggable").tags(tag("a", "<"))));
        List<Tag> fifty = IntStream.range(0, 50).mapToObj(number -> tag("t" + number, "")).toList();
        assertThat(text(refused("LimitExceeded", () -> iam.tagUser(call -> call.userName("untaggable").tags(fifty)))))
                .isEqualTo("Cannot exceed quota for TagsPerEntity: 50");
        assertThat(tags("untaggable")).isEqualTo(Map.of("there", "1"));
    }

    // The record

    @Test
    void changesAreOnRecordWithWhatWasAsked(@TempDir Path alone) {
        try (RunningNode recorded = new RunningNode(alone)) {
            IamClient client = recorded.iam(ROOT);
            client.createUser(call -> call.userName("ann").tags(tag("team", "blue")));
            client.createGroup(call -> call.groupName("staff"));
            client.addUserToGroup(call -> call.groupName("staff").userName("ann"));
            client.putGroupPolicy(call -> call.groupName("staff").policyName("p").policyDocument(POLICY));
            client.listGroupPolicies(call -> call.groupName("staff"));
            client.untagUser(call -> call.userName("ann").tagKeys("team"));
            List<String> records = recorded.recordsAfterStop();
            assertThat(of(records, "CreateUser")).contains("\"tags\":{\"team\":\"blue\"}");
            assertThat(of(records, "AddUserToGroup"))
                    .contains("\"requestParameters\":{\"groupName\":\"staff\",\"userName\":\"ann\"}")
                    .contains("\"eventSource\":\"iam.amazonaws.com\"")
                    .contains("\"readOnly\":false");
            assertThat(of(records, "PutGroupPolicy"))
                    .contains("\"policyDocument\":\"" + POLICY.replace("\"", "\\\"") + "\"");
            assertThat(of(records, "ListGroupPolicies")).contains("\"readOnly\":true");
            assertThat(of(records, "UntagUser")).contains("\"tagKeys\":[\"team\"]");
        }
    }

    private static String of(List<String> records, String event) {
        return Objects.requireNonNull(
                records.stream()
                        .filter(record -> record.contains("\"eventName\":\"" + event + '"'))
                        .findFirst()
                        .orElse(null),
                event);
    }
}
