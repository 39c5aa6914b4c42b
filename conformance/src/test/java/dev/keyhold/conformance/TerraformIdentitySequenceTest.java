package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What Terraform's and OpenTofu's AWS provider do with the `aws_iam_*` resources that this server has, call by call
/// (hashicorp/terraform-provider-aws, internal/service/iam). After a change on AWS the provider tries again until its
/// reads agree with it; here the first read must.
final class TerraformIdentitySequenceTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.TERRAFORM_IDENTITIES);

    private static final String USE =
            """
            {"Statement":[{"Action":["kms:Encrypt","kms:Decrypt"],"Effect":"Allow","Resource":"*"}],\
            "Version":"2012-10-17"}\
            """;

    private static final String LESS =
            """
            {"Statement":[{"Action":"kms:Encrypt","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}\
            """;

    private final GoSdk provider =
            new GoSdk(
                    "APN/1.0 HashiCorp/1.0 Terraform/1.14.5 (+https://www.terraform.io) terraform-provider-aws/6.28.0");

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String user = "tf-user-" + unique;

    private static String trusting(String principal) {
        return """
        {"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"AWS":"%s"}}],\
        "Version":"2012-10-17"}\
        """
                .formatted(principal);
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<XmlAnswer> members, String name) {
        return members.stream().map(member -> member.text(name)).toList();
    }

    private String policy(String document) throws IOException {
        return provider.iam(
                        "CreatePolicy",
                        "Description",
                        "",
                        "Path",
                        "/apps/",
                        "PolicyDocument",
                        document,
                        "PolicyName",
                        "tf-policy-" + UUID.randomUUID())
                .text("Policy", "Arn");
    }

    private XmlAnswer user() throws IOException {
        return provider.iam("GetUser", "UserName", user).at("User");
    }

    private void deleteUser() throws IOException {
        for (XmlAnswer group : provider.iam("ListGroupsForUser", "UserName", user).members("Groups")) {
            provider.iam("RemoveUserFromGroup", "GroupName", group.text("GroupName"), "UserName", user);
        }
        provider.iam("DeleteUser", "UserName", user);
        assertThat(provider.iamRefused("GetUser", "UserName", user)).isEqualTo("NoSuchEntity");
    }

    @Test
    void aUserIsCreatedChangedInPlaceAndDestroyed() throws Exception {
        String boundary = policy(USE);
        provider.iam(
                "CreateUser",
                "Path",
                "/apps/",
                "PermissionsBoundary",
                boundary,
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "red",
                "UserName",
                user);
        XmlAnswer made = user();
        assertThat(made.text("Arn")).isEqualTo("arn:aws:iam::000000000000:user/apps/" + user);
        assertThat(made.text("PermissionsBoundary", "PermissionsBoundaryArn")).isEqualTo(boundary);
        assertThat(texts(made.members("Tags"), "Key")).containsExactly("team");

        provider.iam("UpdateUser", "NewPath", "/services/", "NewUserName", user, "UserName", user);
        provider.iam("DeleteUserPermissionsBoundary", "UserName", user);
        provider.iam("UntagUser", "TagKeys.member.1", "team", "UserName", user);
        provider.iam("TagUser", "Tags.member.1.Key", "env", "Tags.member.1.Value", "", "UserName", user);
        XmlAnswer changed = user();
        assertThat(changed.text("UserId")).isEqualTo(made.text("UserId"));
        assertThat(changed.text("Path")).isEqualTo("/services/");
        assertThat(changed.child("PermissionsBoundary")).isEmpty();
        assertThat(texts(changed.members("Tags"), "Key")).containsExactly("env");

        provider.iam("PutUserPermissionsBoundary", "PermissionsBoundary", boundary, "UserName", user);
        assertThat(user().text("PermissionsBoundary", "PermissionsBoundaryArn")).isEqualTo(boundary);
        deleteUser();
        provider.iam("DeletePolicy", "PolicyArn", boundary);
        // the provider takes this for done
        assertThat(provider.iamRefused("DeleteUser", "UserName", user)).isEqualTo("NoSuchEntity");
    }

    @Test
    void anAccessKeyIsCreatedSwitchedOffAndDestroyed() throws Exception {
        provider.iam("CreateUser", "Path", "/", "UserName", user);
        XmlAnswer key = provider.iam("CreateAccessKey", "UserName", user).at("AccessKey");
        assertThat(key.text("SecretAccessKey")).hasSize(40);
        String id = key.text("AccessKeyId");
        provider.iam("UpdateAccessKey", "AccessKeyId", id, "Status", "Inactive", "UserName", user);

        List<XmlAnswer> keys = provider.iam("ListAccessKeys", "UserName", user).members("AccessKeyMetadata");
        assertThat(texts(keys, "Status")).containsExactly("Inactive");
        assertThat(texts(keys, "AccessKeyId")).containsExactly(id);
        // how the provider imports a key whose user it does not know
        assertThat(provider.iam("GetAccessKeyLastUsed", "AccessKeyId", id).text("UserName")).isEqualTo(user);

        assertThat(provider.iamRefused("DeleteUser", "UserName", user)).isEqualTo("DeleteConflict");
        provider.iam("DeleteAccessKey", "AccessKeyId", id, "UserName", user);
        assertThat(provider.iam("ListAccessKeys", "UserName", user).members("AccessKeyMetadata")).isEmpty();
        deleteUser();
    }

    @Test
    void aPolicyIsCreatedGetsNewVersionsUntilThereAreTooManyAndIsDestroyed() throws Exception {
        String arn = policy(USE);
        assertThat(defaultDocument(arn)).isEqualTo(USE);

        for (int change = 1; change <= 6; change++) {
            String document = change % 2 == 1 ? LESS : USE;
            List<XmlAnswer> versions = provider.iam("ListPolicyVersions", "PolicyArn", arn).members("Versions");
            if (versions.size() == 5) {
                provider.iam(
                        "DeletePolicyVersion",
                        "PolicyArn",
                        arn,
                        "VersionId",
                        texts(versions, "VersionId").getLast()); // newest first, so the oldest
            }
            String version =
                    provider.iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", document)
                            .text("PolicyVersion", "VersionId");
            provider.iam("SetDefaultPolicyVersion", "PolicyArn", arn, "VersionId", version);
            assertThat(defaultDocument(arn)).isEqualTo(document);
        }

        assertThat(provider.iamRefused("DeletePolicy", "PolicyArn", arn)).isEqualTo("DeleteConflict");
        for (XmlAnswer version : provider.iam("ListPolicyVersions", "PolicyArn", arn).members("Versions")) {
            if (version.text("IsDefaultVersion").equals("false")) {
                provider.iam("DeletePolicyVersion", "PolicyArn", arn, "VersionId", version.text("VersionId"));
            }
        }
        provider.iam("DeletePolicy", "PolicyArn", arn);
        assertThat(provider.iamRefused("GetPolicy", "PolicyArn", arn)).isEqualTo("NoSuchEntity");
    }

    private String defaultDocument(String arn) throws IOException {
        String version = provider.iam("GetPolicy", "PolicyArn", arn).text("Policy", "DefaultVersionId");
        return decoded(
                provider.iam("GetPolicyVersion", "PolicyArn", arn, "VersionId", version)
                        .text("PolicyVersion", "Document"));
    }

    @Test
    void aRoleIsCreatedWithItsPoliciesChangedInPlaceAndDestroyedByForce() throws Exception {
        String role = "tf-role-" + unique;
        String managed = policy(USE);
        provider.iam(
                "CreateRole",
                "AssumeRolePolicyDocument",
                trusting("arn:aws:iam::000000000000:root"),
                "MaxSessionDuration",
                "3600",
                "Path",
                "/apps/",
                "RoleName",
                role,
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "red");
        provider.iam("PutRolePolicy", "PolicyDocument", LESS, "PolicyName", "less", "RoleName", role);
        provider.iam("AttachRolePolicy", "PolicyArn", managed, "RoleName", role);
        XmlAnswer made = refreshedRole(role, "less", LESS, managed);
        assertThat(made.text("Arn")).isEqualTo("arn:aws:iam::000000000000:role/apps/" + role);
        assertThat(decoded(made.text("AssumeRolePolicyDocument")))
                .isEqualTo(trusting("arn:aws:iam::000000000000:root"));

        provider.iam(
                "UpdateAssumeRolePolicy",
                "PolicyDocument",
                trusting("arn:aws:iam::111122223333:root"),
                "RoleName",
                role);
        provider.iam("UpdateRoleDescription", "Description", "orders", "RoleName", role);
        provider.iam("UpdateRole", "MaxSessionDuration", "7200", "RoleName", role);
        provider.iam("PutRolePermissionsBoundary", "PermissionsBoundary", managed, "RoleName", role);
        provider.iam("UntagRole", "RoleName", role, "TagKeys.member.1", "team");
        provider.iam("TagRole", "RoleName", role, "Tags.member.1.Key", "env", "Tags.member.1.Value", "test");
        XmlAnswer changed = refreshedRole(role, "less", LESS, managed);
        assertThat(changed.text("Description")).isEqualTo("orders");
        assertThat(changed.text("MaxSessionDuration")).isEqualTo("7200");
        assertThat(decoded(changed.text("AssumeRolePolicyDocument"))).contains("111122223333");
        assertThat(texts(changed.members("Tags"), "Key")).containsExactly("env");
        provider.iam("DeleteRolePermissionsBoundary", "RoleName", role);

        destroyRole(role);
        provider.iam("DeletePolicy", "PolicyArn", managed);
    }

    private XmlAnswer refreshedRole(String role, String inline, String document, String managed) throws IOException {
        XmlAnswer found = provider.iam("GetRole", "RoleName", role).at("Role");
        assertThat(provider.iam("ListRolePolicies", "RoleName", role).members("PolicyNames"))
                .extracting(XmlAnswer::text)
                .containsExactly(inline);
        assertThat(
                        decoded(
                                provider.iam("GetRolePolicy", "PolicyName", inline, "RoleName", role)
                                        .text("PolicyDocument")))
                .isEqualTo(document);
        assertThat(
                        texts(
                                provider.iam("ListAttachedRolePolicies", "RoleName", role).members("AttachedPolicies"),
                                "PolicyArn"))
                .containsExactly(managed);
        return found;
    }

    /// With `force_detach_policies`.
    private void destroyRole(String role) throws IOException {
        assertThat(provider.iamRefused("DeleteRole", "RoleName", role)).isEqualTo("DeleteConflict");
        assertThat(provider.iam("ListInstanceProfilesForRole", "RoleName", role).members("InstanceProfiles")).isEmpty();
        for (XmlAnswer attached :
                provider.iam("ListAttachedRolePolicies", "RoleName", role).members("AttachedPolicies")) {
            provider.iam("DetachRolePolicy", "PolicyArn", attached.text("PolicyArn"), "RoleName", role);
        }
        for (XmlAnswer inline : provider.iam("ListRolePolicies", "RoleName", role).members("PolicyNames")) {
            provider.iam("DeleteRolePolicy", "PolicyName", inline.text(), "RoleName", role);
        }
        provider.iam("DeleteRole", "RoleName", role);
        assertThat(provider.iamRefused("GetRole", "RoleName", role)).isEqualTo("NoSuchEntity");
    }

    @Test
    void aRoleThatTrustsNobodyKnownIsRefusedInTheWordsThatMakeTheProviderTryAgain() throws Exception {
        assertThat(
                        provider.iamRefused(
                                "CreateRole",
                                "AssumeRolePolicyDocument",
                                trusting("nobody"),
                                "Path",
                                "/",
                                "RoleName",
                                "tf-role-" + unique))
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void aGroupItsMembersAndItsPoliciesAreCreatedChangedAndDestroyed() throws Exception {
        String group = "tf-group-" + unique;
        String managed = policy(USE);
        provider.iam("CreateUser", "Path", "/", "UserName", user);
        provider.iam("CreateGroup", "GroupName", group, "Path", "/");
        provider.iam("AddUserToGroup", "GroupName", group, "UserName", user);
        provider.iam("AttachGroupPolicy", "GroupName", group, "PolicyArn", managed);
        provider.iam("PutGroupPolicy", "GroupName", group, "PolicyDocument", LESS, "PolicyName", "less");

        assertThat(texts(provider.iam("GetGroup", "GroupName", group).members("Users"), "UserName"))
                .containsExactly(user);
        assertThat(
                        decoded(
                                provider.iam("GetGroupPolicy", "GroupName", group, "PolicyName", "less")
                                        .text("PolicyDocument")))
                .isEqualTo(LESS);
        assertThat(
                        texts(
                                provider.iam("ListAttachedGroupPolicies", "GroupName", group)
                                        .members("AttachedPolicies"),
                                "PolicyArn"))
                .containsExactly(managed);

        String renamed = group + "-2";
        provider.iam("UpdateGroup", "GroupName", group, "NewGroupName", renamed, "NewPath", "/teams/");
        assertThat(provider.iam("GetGroup", "GroupName", renamed).text("Group", "Arn"))
                .isEqualTo("arn:aws:iam::000000000000:group/teams/" + renamed);

        assertThat(provider.iamRefused("DeleteGroup", "GroupName", renamed)).isEqualTo("DeleteConflict");
        provider.iam("DeleteGroupPolicy", "GroupName", renamed, "PolicyName", "less");
        provider.iam("DetachGroupPolicy", "GroupName", renamed, "PolicyArn", managed);
        provider.iam("RemoveUserFromGroup", "GroupName", renamed, "UserName", user);
        provider.iam("DeleteGroup", "GroupName", renamed);
        // the provider takes these for done
        assertThat(provider.iamRefused("DetachGroupPolicy", "GroupName", renamed, "PolicyArn", managed))
                .isEqualTo("NoSuchEntity");
        assertThat(provider.iamRefused("RemoveUserFromGroup", "GroupName", renamed, "UserName", user))
                .isEqualTo("NoSuchEntity");
        deleteUser();
        provider.iam("DeletePolicy", "PolicyArn", managed);
    }

    @Test
    void policiesOfAUserAreAttachedReadAndTakenAway() throws Exception {
        String managed = policy(USE);
        provider.iam("CreateUser", "Path", "/", "UserName", user);
        provider.iam("AttachUserPolicy", "PolicyArn", managed, "UserName", user);
        provider.iam("PutUserPolicy", "PolicyDocument", LESS, "PolicyName", "less", "UserName", user);
        assertThat(
                        texts(
                                provider.iam("ListAttachedUserPolicies", "UserName", user).members("AttachedPolicies"),
                                "PolicyArn"))
                .containsExactly(managed);
        assertThat(
                        decoded(
                                provider.iam("GetUserPolicy", "PolicyName", "less", "UserName", user)
                                        .text("PolicyDocument")))
                .isEqualTo(LESS);
        assertThat(provider.iam("GetPolicy", "PolicyArn", managed).text("Policy", "AttachmentCount")).isEqualTo("1");
        XmlAnswer entities = provider.iam("ListEntitiesForPolicy", "PolicyArn", managed);
        assertThat(texts(entities.members("PolicyUsers"), "UserName")).containsExactly(user);

        provider.iam("DeleteUserPolicy", "PolicyName", "less", "UserName", user);
        provider.iam("DetachUserPolicy", "PolicyArn", managed, "UserName", user);
        assertThat(provider.iamRefused("GetUserPolicy", "PolicyName", "less", "UserName", user))
                .isEqualTo("NoSuchEntity");
        deleteUser();
        provider.iam("DeletePolicy", "PolicyArn", managed);
    }

    @Test
    void whatADataSourceLooksForIsFoundPageByPage() throws Exception {
        String managed = policy(USE);
        String name = managed.substring(managed.lastIndexOf('/') + 1);
        String marker = null;
        boolean found = false;
        do {
            XmlAnswer page =
                    marker == null
                            ? provider.iam("ListPolicies", "PathPrefix", "/apps/")
                            : provider.iam("ListPolicies", "Marker", marker, "PathPrefix", "/apps/");
            found |= texts(page.members("Policies"), "PolicyName").contains(name);
            marker = page.text("IsTruncated").equals("true") ? page.text("Marker") : null;
        } while (marker != null);
        assertThat(found).isTrue();
        provider.iam("DeletePolicy", "PolicyArn", managed);
    }
}
