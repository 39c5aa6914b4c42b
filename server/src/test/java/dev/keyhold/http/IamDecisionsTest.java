package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// What changes of identities do to decisions, at once: those on keys, and those on identities themselves.
@Timeout(300)
class IamDecisionsTest {

    private static final String ALLOW_ENCRYPT = statement("'Effect':'Allow','Action':'kms:Encrypt','Resource':'*'");
    private static final String DENY_ENCRYPT = statement("'Effect':'Deny','Action':'kms:Encrypt','Resource':'*'");
    private static final String ALLOW_DESCRIBE =
            statement("'Effect':'Allow','Action':'kms:DescribeKey','Resource':'*'");

    @TempDir static Path directory;

    private static RunningNode node;
    private static IamClient iam;
    private static KmsClient kms;
    private static String key;

    @BeforeAll
    static void startTheNode() {
        node = new RunningNode(directory);
        iam = node.iam(ROOT);
        kms = node.client(ROOT);
        key = kms.createKey().keyMetadata().arn();
    }

    @AfterAll
    static void stopTheNode() {
        node.close();
    }

    private static String statement(String statement) {
        return ("{'Version':'2012-10-17','Statement':[{" + statement + "}]}").replace('\'', '"');
    }

    /// Allowed, with a condition that holds.
    private static String allow(String action, String resource, String condition) {
        return statement(
                "'Effect':'Allow','Action':" + action + ",'Resource':'" + resource + "','Condition':" + condition);
    }

    private static String arn(String resource) {
        return "arn:aws:iam::" + ACCOUNT + ":" + resource;
    }

    private static boolean mayEncrypt(KmsClient client, String keyArn) {
        try {
            client.encrypt(call -> call.keyId(keyArn).plaintext(SdkBytes.fromUtf8String("x")));
            return true;
        } catch (KmsException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return false;
        }
    }

    private static boolean mayEncrypt(TestSigner who) {
        return mayEncrypt(node.client(who), key);
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    private static IamClient allowed(String name, String document) {
        return node.iam(node.user(name, Map.of("only", document)));
    }

    // Decisions on keys

    @Test
    void aUserMayWhatAGroupAllowsOnlyWhileInIt() {
        TestSigner member = node.user("member");
        iam.createGroup(call -> call.groupName("encrypters"));
        iam.putGroupPolicy(call -> call.groupName("encrypters").policyName("encrypt").policyDocument(ALLOW_ENCRYPT));
        assertThat(mayEncrypt(member)).isFalse();

        iam.addUserToGroup(call -> call.groupName("encrypters").userName("member"));
        assertThat(mayEncrypt(member)).isTrue();
        assertThat(mayEncrypt(node.user("not-a-member"))).isFalse();

        iam.removeUserFromGroup(call -> call.groupName("encrypters").userName("member"));
        assertThat(mayEncrypt(member)).isFalse();
    }

    @Test
    void aMemberLosesWhatTheGroupLoses() {
        TestSigner member = node.user("loser");
        iam.createGroup(call -> call.groupName("losing"));
        iam.addUserToGroup(call -> call.groupName("losing").userName("loser"));
        String policy = node.policy("/", "losing-managed", ALLOW_ENCRYPT);

        iam.putGroupPolicy(call -> call.groupName("losing").policyName("p").policyDocument(ALLOW_ENCRYPT));
        assertThat(mayEncrypt(member)).isTrue();
        iam.putGroupPolicy(call -> call.groupName("losing").policyName("p").policyDocument(ALLOW_DESCRIBE));
        assertThat(mayEncrypt(member)).isFalse();

        iam.attachGroupPolicy(call -> call.groupName("losing").policyArn(policy));
        assertThat(mayEncrypt(member)).isTrue();
        iam.detachGroupPolicy(call -> call.groupName("losing").policyArn(policy));
        assertThat(mayEncrypt(member)).isFalse();
    }

    @Test
    void aDenyInAGroupBeatsWhatTheUserIsAllowed() {
        TestSigner user = node.user("denied", Map.of("own", ALLOW_ENCRYPT));
        iam.createGroup(call -> call.groupName("leavers"));
        iam.putGroupPolicy(call -> call.groupName("leavers").policyName("deny").policyDocument(DENY_ENCRYPT));
        assertThat(mayEncrypt(user)).isTrue();

        iam.addUserToGroup(call -> call.groupName("leavers").userName("denied"));
        assertThat(mayEncrypt(user)).isFalse();

        iam.deleteGroupPolicy(call -> call.groupName("leavers").policyName("deny"));
        assertThat(mayEncrypt(user)).isTrue();
    }

    @Test
    void anInlinePolicyGivesUntilItIsDeleted() {
        TestSigner user = node.user("inline");
        iam.putUserPolicy(call -> call.userName("inline").policyName("p").policyDocument(ALLOW_ENCRYPT));
        assertThat(mayEncrypt(user)).isTrue();
        iam.deleteUserPolicy(call -> call.userName("inline").policyName("p"));
        assertThat(mayEncrypt(user)).isFalse();
    }

    @Test
    void anAttachedPolicyGivesUntilItIsDetached() {
        String policy = node.policy("/", "attached-policy", ALLOW_ENCRYPT);
        TestSigner user = node.user("attached");
        assertThat(mayEncrypt(user)).isFalse();
        iam.attachUserPolicy(call -> call.userName("attached").policyArn(policy));
        assertThat(mayEncrypt(user)).isTrue();
        iam.detachUserPolicy(call -> call.userName("attached").policyArn(policy));
        assertThat(mayEncrypt(user)).isFalse();
    }

    @Test
    void aBoundaryTakesAwayAndNeverGives() {
        String describe = node.policy("/", "boundary-describe", ALLOW_DESCRIBE);
        String encrypt = node.policy("/", "boundary-encrypt", ALLOW_ENCRYPT);
        TestSigner bounded = node.user("bounded", Map.of("own", ALLOW_ENCRYPT));
        TestSigner without = node.user("without-own-right");

        iam.putUserPermissionsBoundary(call -> call.userName("without-own-right").permissionsBoundary(encrypt));
        assertThat(mayEncrypt(without)).isFalse();

        iam.putUserPermissionsBoundary(call -> call.userName("bounded").permissionsBoundary(describe));
        assertThat(mayEncrypt(bounded)).isFalse();
        iam.putUserPermissionsBoundary(call -> call.userName("bounded").permissionsBoundary(encrypt));
        assertThat(mayEncrypt(bounded)).isTrue();
        iam.putUserPermissionsBoundary(call -> call.userName("bounded").permissionsBoundary(describe));
        iam.deleteUserPermissionsBoundary(call -> call.userName("bounded"));
        assertThat(mayEncrypt(bounded)).isTrue();
    }

    @Test
    void aRenamedUserKeepsItsRightsAndLosesWhatWasGivenToTheOldName() {
        TestSigner user = node.user("old-name");
        iam.createGroup(call -> call.groupName("of-renamed"));
        iam.putGroupPolicy(call -> call.groupName("of-renamed").policyName("p").policyDocument(ALLOW_ENCRYPT));
        iam.addUserToGroup(call -> call.groupName("of-renamed").userName("old-name"));
        String byName =
                kms.createKey(call ->
                                call.policy(
                                        ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'AWS':'"
                                                        + arn("root")
                                                        + "'},'Action':'kms:*','Resource':'*','Condition':"
                                                        + "{'StringEquals':{'aws:PrincipalType':'Account'}}},"
                                                        + "{'Effect':'Allow','Principal':{'AWS':'"
                                                        + arn("user/old-name")
                                                        + "'},'Action':'kms:Encrypt','Resource':'*'}]}")
                                                .replace('\'', '"')))
                        .keyMetadata()
                        .arn();
        assertThat(mayEncrypt(node.client(user), byName)).isTrue();

        iam.updateUser(call -> call.userName("old-name").newUserName("new-name").newPath("/moved/"));

        assertThat(mayEncrypt(user)).isTrue();
        assertThat(mayEncrypt(node.client(user), byName)).isFalse();
        assertThat(iam.getUser(call -> call.userName("new-name")).user().arn()).isEqualTo(arn("user/moved/new-name"));
        assertThatThrownBy(() -> iam.getUser(call -> call.userName("old-name")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void whoGetsAnOldNameGetsNothingOfWhoHadIt() {
        node.user("predecessor", Map.of("own", ALLOW_ENCRYPT));
        iam.createGroup(call -> call.groupName("of-predecessor"));
        iam.putGroupPolicy(call -> call.groupName("of-predecessor").policyName("p").policyDocument(ALLOW_ENCRYPT));
        iam.addUserToGroup(call -> call.groupName("of-predecessor").userName("predecessor"));
        iam.updateUser(call -> call.userName("predecessor").newUserName("gone-away"));

        TestSigner successor = node.user("predecessor");
        assertThat(mayEncrypt(successor)).isFalse();
        assertThat(iam.getGroup(call -> call.groupName("of-predecessor")).users())
                .extracting("userName")
                .containsExactly("gone-away");
    }

    @Test
    void aRenamedGroupGivesWhatItGave() {
        TestSigner member = node.user("member-of-renamed");
        iam.createGroup(call -> call.groupName("before"));
        iam.putGroupPolicy(call -> call.groupName("before").policyName("p").policyDocument(ALLOW_ENCRYPT));
        iam.addUserToGroup(call -> call.groupName("before").userName("member-of-renamed"));
        iam.updateGroup(call -> call.groupName("before").newGroupName("after").newPath("/x/"));
        assertThat(mayEncrypt(member)).isTrue();
        assertThat(iam.getGroup(call -> call.groupName("after")).group().arn()).isEqualTo(arn("group/x/after"));

        iam.createGroup(call -> call.groupName("before"));
        iam.removeUserFromGroup(call -> call.groupName("after").userName("member-of-renamed"));
        iam.addUserToGroup(call -> call.groupName("before").userName("member-of-renamed"));
        assertThat(mayEncrypt(member)).isFalse();
    }

    // Decisions on identities

    @Test
    void whoHasNoRightLearnsNotWhoExists() {
        IamClient stranger = node.iam(node.user("stranger"));
        assertDenied(() -> stranger.getGroup(call -> call.groupName("never-was")));
        assertDenied(() ->
                stranger.putUserPolicy(
                        call -> call.userName("stranger").policyName("p").policyDocument(ALLOW_ENCRYPT)));
        assertDenied(() -> stranger.getUserPolicy(call -> call.userName("never-was").policyName("p")));
        assertDenied(() -> stranger.listEntitiesForPolicy(call -> call.policyArn(arn("policy/never-was"))));
        assertDenied(
                () -> stranger.attachUserPolicy(call -> call.userName("stranger").policyArn(arn("policy/never-was"))));
        assertDenied(() -> stranger.deleteUserPermissionsBoundary(call -> call.userName("stranger")));
        assertDenied(() ->
                stranger.tagRole(call -> call.roleName("never-was").tags(Tag.builder().key("a").value("b").build())));
        assertDenied(() -> stranger.createGroup(call -> call.groupName("mine")));
        assertDenied(() -> stranger.listGroups());
        assertDenied(() -> stranger.addUserToGroup(call -> call.groupName("never-was").userName("stranger")));
    }

    @Test
    void whoMayFillOneGroupMayNotFillAnother() {
        iam.createGroup(call -> call.groupName("open").path("/team/"));
        iam.createGroup(call -> call.groupName("closed"));
        IamClient manager =
                allowed(
                        "manager",
                        statement(
                                "'Effect':'Allow','Action':['iam:AddUserToGroup','iam:RemoveUserFromGroup'],'Resource':'"
                                        + arn("group/team/*")
                                        + "'"));
        manager.addUserToGroup(call -> call.groupName("open").userName("manager"));
        manager.removeUserFromGroup(call -> call.groupName("open").userName("manager"));
        assertDenied(() -> manager.addUserToGroup(call -> call.groupName("closed").userName("manager")));
        assertDenied(() -> manager.removeUserFromGroup(call -> call.groupName("closed").userName("manager")));
    }

    @Test
    void renamingNeedsTheRightOnTheOldAndTheNewName() {
        iam.createGroup(call -> call.groupName("wandering").path("/team/"));
        iam.createUser(call -> call.userName("wanderer").path("/team/"));
        IamClient manager =
                allowed(
                        "renamer",
                        statement(
                                "'Effect':'Allow','Action':['iam:UpdateGroup','iam:UpdateUser'],'Resource':['"
                                        + arn("group/team/*")
                                        + "','"
                                        + arn("user/team/*")
                                        + "']"));
        assertDenied(() -> manager.updateGroup(call -> call.groupName("wandering").newPath("/admins/")));
        assertDenied(() -> manager.updateUser(call -> call.userName("wanderer").newPath("/")));
        manager.updateGroup(call -> call.groupName("wandering").newGroupName("settled"));
        manager.updateUser(call -> call.userName("wanderer").newUserName("settler").newPath("/team/b/"));
        assertThat(iam.getUser(call -> call.userName("settler")).user().arn()).isEqualTo(arn("user/team/b/settler"));
    }

    @Test
    void aConditionOnThePolicySeesWhichOneIsAttachedOrDetached() {
        String harmless = node.policy("/", "harmless", ALLOW_DESCRIBE);
        String powerful = node.policy("/", "powerful", ALLOW_ENCRYPT);
        node.role("conditional-role");
        IamClient attacher =
                allowed(
                        "attacher",
                        allow(
                                "['iam:AttachUserPolicy','iam:DetachUserPolicy','iam:AttachRolePolicy']",
                                "*",
                                "{'ArnEquals':{'iam:PolicyARN':'" + harmless + "'}}"));
        attacher.attachUserPolicy(call -> call.userName("attacher").policyArn(harmless));
        attacher.attachRolePolicy(call -> call.roleName("conditional-role").policyArn(harmless));
        attacher.detachUserPolicy(call -> call.userName("attacher").policyArn(harmless));
        assertDenied(() -> attacher.attachUserPolicy(call -> call.userName("attacher").policyArn(powerful)));
        assertDenied(() -> attacher.attachRolePolicy(call -> call.roleName("conditional-role").policyArn(powerful)));
        iam.attachUserPolicy(call -> call.userName("attacher").policyArn(powerful));
        assertDenied(() -> attacher.detachUserPolicy(call -> call.userName("attacher").policyArn(powerful)));
    }

    @Test
    void aConditionOnTheBoundarySeesTheOneThatIsSetOrThatIsThere() {
        String boundary = node.policy("/", "the-boundary", ALLOW_DESCRIBE);
        String wider = node.policy("/", "a-wider-boundary", ALLOW_ENCRYPT);
        iam.createUser(call -> call.userName("unbounded"));
        IamClient delegate =
                allowed(
                        "delegate",
                        allow(
                                "['iam:CreateUser','iam:PutUserPermissionsBoundary','iam:PutUserPolicy',"
                                        + "'iam:AttachUserPolicy','iam:DeleteUserPolicy']",
                                arn("user/*"),
                                "{'StringEquals':{'iam:PermissionsBoundary':'" + boundary + "'}}"));
        assertDenied(() -> delegate.createUser(call -> call.userName("free")));
        assertDenied(() -> delegate.createUser(call -> call.userName("free").permissionsBoundary(wider)));
        delegate.createUser(call -> call.userName("delegated").permissionsBoundary(boundary));
        delegate.putUserPolicy(call -> call.userName("delegated").policyName("p").policyDocument(ALLOW_ENCRYPT));
        delegate.deleteUserPolicy(call -> call.userName("delegated").policyName("p"));
        delegate.attachUserPolicy(call -> call.userName("delegated").policyArn(wider));
        assertDenied(() ->
                delegate.putUserPermissionsBoundary(call -> call.userName("delegated").permissionsBoundary(wider)));
        assertDenied(() -> delegate.deleteUserPermissionsBoundary(call -> call.userName("delegated")));
        assertDenied(() ->
                delegate.putUserPolicy(
                        call -> call.userName("unbounded").policyName("p").policyDocument(ALLOW_ENCRYPT)));
        assertDenied(() -> delegate.attachUserPolicy(call -> call.userName("unbounded").policyArn(wider)));
        assertDenied(() ->
                delegate.putUserPolicy(
                        call -> call.userName("delegate").policyName("p").policyDocument(ALLOW_ENCRYPT)));
        delegate.putUserPermissionsBoundary(call -> call.userName("unbounded").permissionsBoundary(boundary));
    }

    @Test
    void conditionsSeeTheTagsOfTheRequestAndOfTheIdentity() {
        Tag blue = Tag.builder().key("team").value("blue").build();
        Tag red = Tag.builder().key("team").value("red").build();
        iam.createUser(call -> call.userName("blue").tags(blue));
        iam.createUser(call -> call.userName("red").tags(red));
        IamClient tagger =
                allowed(
                        "tagger",
                        allow(
                                "'iam:TagUser'",
                                "*",
                                "{'StringEquals':{'aws:ResourceTag/team':'blue','iam:ResourceTag/team':'blue',"
                                        + "'aws:RequestTag/cost':'1'},'ForAllValues:StringEquals':{'aws:TagKeys':['cost']}}"));
        Tag cost = Tag.builder().key("cost").value("1").build();
        tagger.tagUser(call -> call.userName("blue").tags(cost));
        assertDenied(() -> tagger.tagUser(call -> call.userName("red").tags(cost)));
        assertDenied(() -> tagger.tagUser(call -> call.userName("blue").tags(cost, red)));
        assertDenied(
                () -> tagger.tagUser(call -> call.userName("blue").tags(Tag.builder().key("cost").value("2").build())));
        assertDenied(() -> tagger.untagUser(call -> call.userName("blue").tagKeys("cost")));
        assertDenied(() -> tagger.tagUser(call -> call.userName("never-was").tags(cost)));
    }
}
