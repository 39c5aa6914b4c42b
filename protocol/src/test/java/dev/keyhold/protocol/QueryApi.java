package dev.keyhold.protocol;

import dev.keyhold.protocol.iam.CreateUserRequest;
import dev.keyhold.protocol.sts.AssumeRoleRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The IAM and STS operations that have records, found by name, for the tests that compare them with an oracle.
enum QueryApi {
    IAM(
            "iam",
            CreateUserRequest.class,
            """
            CreateUser GetUser UpdateUser DeleteUser ListUsers
            CreateGroup GetGroup UpdateGroup DeleteGroup ListGroups
            AddUserToGroup RemoveUserFromGroup ListGroupsForUser
            CreateRole GetRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy DeleteRole ListRoles
            PutUserPolicy GetUserPolicy DeleteUserPolicy ListUserPolicies
            PutGroupPolicy GetGroupPolicy DeleteGroupPolicy ListGroupPolicies
            PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies
            AttachUserPolicy DetachUserPolicy ListAttachedUserPolicies
            AttachGroupPolicy DetachGroupPolicy ListAttachedGroupPolicies
            AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies
            ListEntitiesForPolicy
            CreatePolicy GetPolicy DeletePolicy ListPolicies
            CreatePolicyVersion GetPolicyVersion DeletePolicyVersion ListPolicyVersions SetDefaultPolicyVersion
            PutUserPermissionsBoundary DeleteUserPermissionsBoundary
            PutRolePermissionsBoundary DeleteRolePermissionsBoundary
            TagUser UntagUser ListUserTags TagRole UntagRole ListRoleTags TagPolicy UntagPolicy ListPolicyTags
            CreateAccessKey ListAccessKeys UpdateAccessKey DeleteAccessKey GetAccessKeyLastUsed
            GetAccountSummary GenerateCredentialReport GetCredentialReport
            ListInstanceProfilesForRole
            CreateOpenIDConnectProvider GetOpenIDConnectProvider ListOpenIDConnectProviders
            DeleteOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint
            AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider
            CreateLoginProfile GetLoginProfile UpdateLoginProfile DeleteLoginProfile ChangePassword
            EnableMFADevice CreateVirtualMFADevice DeactivateMFADevice
            ListMFADevices ListVirtualMFADevices DeleteVirtualMFADevice
            SimulatePrincipalPolicy
            """),
    STS(
            "sts",
            AssumeRoleRequest.class,
            "GetCallerIdentity AssumeRole AssumeRoleWithWebIdentity GetSessionToken GetAccessKeyInfo");

    /// The only enum whose one value is another one in the model than in the answers of the service, which says
    /// `Policy`.
    static final String WRONG_IN_THE_MODEL = "PermissionsBoundaryAttachmentType";

    /// The SDK makes classes of its own for operations without members; the model has no shape for them.
    private static final Set<String> NOT_IN_THE_MODEL =
            Set.of("GetAccountSummaryRequest", "GenerateCredentialReportRequest", "GetCredentialReportRequest");

    private static final Map<String, String> REPLIES_BY_OTHER_NAMES =
            Map.of("SimulatePrincipalPolicy", "SimulatePolicyResponse");

    private final String service;
    private final Class<?> oneOfThem;
    private final String operations;

    QueryApi(String service, Class<?> oneOfThem, String operations) {
        this.service = service;
        this.oneOfThem = oneOfThem;
        this.operations = operations;
    }

    /// The name of the service in the SDK and in botocore.
    String service() {
        return service;
    }

    Class<?> oneOfThem() {
        return oneOfThem;
    }

    List<String> operations() {
        return List.of(operations.strip().split("\\s+"));
    }

    Set<String> notInTheModel() {
        return NOT_IN_THE_MODEL;
    }

    /// Where the SDK's shapes are.
    String sdkModel() {
        return "software.amazon.awssdk.services." + service + ".model.";
    }

    /// How the SDK spells the name of a shape in Java.
    static String sdkName(String shape) {
        if (shape.equals("SimulatePolicyResponse")) {
            return "SimulatePrincipalPolicyResponse";
        }
        return shape.endsWith("Request") || shape.endsWith("Response")
                ? shape.replace("ID", "Id").replace("MFA", "Mfa")
                : shape;
    }

    String namespace() {
        return this == IAM ? AwsQuery.IAM_NAMESPACE : AwsQuery.STS_NAMESPACE;
    }

    Class<? extends Record> request(String operation) {
        return record(operation + "Request").orElseThrow();
    }

    /// Empty for an operation without output.
    Optional<Class<? extends Record>> reply(String operation) {
        return record(REPLIES_BY_OTHER_NAMES.getOrDefault(operation, operation + "Response"));
    }

    /// Every request, and every structure that one nests.
    Set<Class<? extends Record>> requests() {
        return withNested(operations().stream().<Class<? extends Record>>map(this::request).toList());
    }

    /// Every request and reply, and every structure that they nest.
    Set<Class<? extends Record>> records() {
        List<Class<? extends Record>> all = new ArrayList<>();
        for (String operation : operations()) {
            all.add(request(operation));
            reply(operation).ifPresent(all::add);
        }
        return withNested(all);
    }

    private static Set<Class<? extends Record>> withNested(List<Class<? extends Record>> roots) {
        Set<Class<? extends Record>> all = new LinkedHashSet<>();
        List<Class<? extends Record>> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Class<? extends Record> next = open.removeLast();
            if (all.add(next)) {
                for (Member member : Shape.of(next).members()) {
                    ValueType type = member.type() instanceof ValueType.Array array ? array.element() : member.type();
                    if (type instanceof ValueType.Structure structure) {
                        open.add(structure.type());
                    }
                }
            }
        }
        return all;
    }

    private Optional<Class<? extends Record>> record(String name) {
        try {
            return Optional.of(Class.forName(oneOfThem.getPackageName() + "." + name).asSubclass(Record.class));
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
    }
}
