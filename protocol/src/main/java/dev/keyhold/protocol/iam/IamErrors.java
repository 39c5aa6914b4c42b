package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;

/// Every refusal of IAM whose words clients match on, in one place, as [dev.keyhold.protocol.Errors] has those of KMS.
///
/// The texts are those that IAM answers with, as recorded in public issue threads of its clients (Terraform, the AWS
/// CLI and CDK) and in the expectations of public emulators of the service; where no record was found, after the
/// wording of the API reference. What stands in a text is always meant for the caller: names, ARNs and numbers; never a
/// policy, nor a value that may be a secret.
public final class IamErrors {

    private IamErrors() {}

    // Finding an entity

    /// No user has this name.
    public static KmsException userNotFound(String name) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "The user with name " + name + " cannot be found.");
    }

    /// No group has this name.
    public static KmsException groupNotFound(String name) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "The group with name " + name + " cannot be found.");
    }

    /// No role has this name.
    public static KmsException roleNotFound(String name) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "The role with name " + name + " cannot be found.");
    }

    /// A user, group or role has no inline policy of this name.
    ///
    /// @param owner `user`, `group` or `role`
    public static KmsException inlinePolicyNotFound(String owner, String name) {
        return new KmsException(
                ErrorCode.NO_SUCH_ENTITY, "The " + owner + " policy with name " + name + " cannot be found.");
    }

    /// No managed policy has this ARN.
    public static KmsException policyNotFound(String arn) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "Policy " + arn + " was not found.");
    }

    /// Nothing to attach has this ARN.
    public static KmsException policyNotAttachable(String arn) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "Policy " + arn + " does not exist or is not attachable.");
    }

    /// Nothing that could be a boundary has this ARN.
    public static KmsException boundaryNotAttachable(String arn) {
        return new KmsException(
                ErrorCode.NO_SUCH_ENTITY, "Scope ARN: " + arn + " does not exist or is not attachable.");
    }

    /// A managed policy has no such version.
    public static KmsException policyVersionNotFound(String arn, String version) {
        return new KmsException(
                ErrorCode.NO_SUCH_ENTITY,
                "Policy " + arn + " version " + version + " does not exist or is not attachable.");
    }

    /// No access key of the user has this id.
    public static KmsException accessKeyNotFound(String id) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "The Access Key with id " + id + " cannot be found.");
    }

    /// The user has no console password.
    public static KmsException loginProfileNotFound(String user) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "Login Profile for User " + user + " cannot be found.");
    }

    /// No MFA device has this serial number.
    public static KmsException mfaDeviceNotFound(String serialNumber) {
        return new KmsException(
                ErrorCode.NO_SUCH_ENTITY, "VirtualMFADevice with serial number " + serialNumber + " doesn't exist.");
    }

    /// No OpenID Connect provider has this ARN.
    public static KmsException providerNotFound(String arn) {
        return new KmsException(ErrorCode.NO_SUCH_ENTITY, "OpenIDConnect Provider not found for arn " + arn);
    }

    /// The caller is no user, and named none.
    public static KmsException userNameRequired() {
        return new KmsException(ErrorCode.VALIDATION, "Must specify userName when calling with non-User credentials");
    }

    // Making an entity

    /// A user has this name already.
    public static KmsException userExists(String name) {
        return new KmsException(ErrorCode.ENTITY_ALREADY_EXISTS, "User with name " + name + " already exists.");
    }

    /// A group has this name already.
    public static KmsException groupExists(String name) {
        return new KmsException(ErrorCode.ENTITY_ALREADY_EXISTS, "Group with name " + name + " already exists.");
    }

    /// A role has this name already.
    public static KmsException roleExists(String name) {
        return new KmsException(ErrorCode.ENTITY_ALREADY_EXISTS, "Role with name " + name + " already exists.");
    }

    /// A managed policy has this name already.
    public static KmsException policyExists(String name) {
        return new KmsException(
                ErrorCode.ENTITY_ALREADY_EXISTS,
                "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }

    /// The user has a console password already.
    public static KmsException loginProfileExists(String user) {
        return new KmsException(ErrorCode.ENTITY_ALREADY_EXISTS, "Login Profile for user " + user + " already exists.");
    }

    /// A virtual MFA device has this name already.
    public static KmsException mfaDeviceExists() {
        return new KmsException(
                ErrorCode.ENTITY_ALREADY_EXISTS, "MFADevice entity at the same path and name already exists.");
    }

    /// The account has a provider of this URL already.
    public static KmsException providerExists(String url) {
        return new KmsException(ErrorCode.ENTITY_ALREADY_EXISTS, "Provider with url " + url + " already exists.");
    }

    /// A quota is reached.
    ///
    /// @param quota its name, such as `AccessKeysPerUser` or `PolicySize`
    public static KmsException quotaExceeded(String quota, int limit) {
        return new KmsException(ErrorCode.LIMIT_EXCEEDED, "Cannot exceed quota for " + quota + ": " + limit);
    }

    /// The inline policies of an entity are too large together.
    ///
    /// @param owner `user`, `group` or `role`
    public static KmsException inlinePoliciesTooLarge(int bytes, String owner, String name) {
        return new KmsException(
                ErrorCode.LIMIT_EXCEEDED,
                "Maximum policy size of " + bytes + " bytes exceeded for " + owner + " " + name);
    }

    /// A managed policy has as many versions as it can have.
    public static KmsException tooManyVersions() {
        return new KmsException(
                ErrorCode.LIMIT_EXCEEDED,
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an"
                        + " existing version.");
    }

    // Deleting an entity

    /// An entity still has something.
    ///
    /// @param first what must be done before, such as `detach all policies`, `delete policies`, `delete access keys`,
    ///   `delete login profile`, `delete MFA device` or `remove users from group`
    public static KmsException deleteConflict(String first) {
        return new KmsException(ErrorCode.DELETE_CONFLICT, "Cannot delete entity, must " + first + " first.");
    }

    /// A managed policy is attached to something.
    public static KmsException policyAttached() {
        return new KmsException(ErrorCode.DELETE_CONFLICT, "Cannot delete a policy attached to entities.");
    }

    /// A managed policy has versions beside the default.
    public static KmsException policyHasVersions() {
        return new KmsException(
                ErrorCode.DELETE_CONFLICT,
                "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                        + " versions. The default version is deleted with the policy.");
    }

    /// The version is the one in force.
    public static KmsException defaultVersion() {
        return new KmsException(ErrorCode.DELETE_CONFLICT, "Cannot delete the default version of a policy.");
    }

    // Changing an entity

    /// Another change of the same entity is under way.
    public static KmsException concurrentModification() {
        return new KmsException(
                ErrorCode.CONCURRENT_MODIFICATION,
                "The request was rejected because multiple requests to change this object were submitted"
                        + " simultaneously.");
    }

    /// The entity belongs to the service.
    ///
    /// @param name the name of the role
    public static KmsException unmodifiableRole(String name) {
        return new KmsException(
                ErrorCode.UNMODIFIABLE_ENTITY,
                "Cannot perform the operation on the protected role '"
                        + name
                        + "' - this role is only modifiable by AWS");
    }

    // Content of a request

    /// The policy is no JSON.
    public static KmsException policyNotJson() {
        return new KmsException(ErrorCode.MALFORMED_POLICY_DOCUMENT, "This policy contains invalid Json");
    }

    /// The policy is JSON and no policy.
    ///
    /// @param why which rule it breaks, such as `Syntax errors in policy.`
    public static KmsException malformedPolicy(String why) {
        return new KmsException(ErrorCode.MALFORMED_POLICY_DOCUMENT, why);
    }

    /// Something that is no ARN.
    public static KmsException invalidArn(String given) {
        return new KmsException(ErrorCode.INVALID_INPUT, "ARN " + given + " is not valid.");
    }

    /// Two tags differ only in case.
    public static KmsException duplicateTagKeys() {
        return new KmsException(
                ErrorCode.INVALID_INPUT, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    /// A rule of the operation is broken.
    public static KmsException invalidInput(String why) {
        return new KmsException(ErrorCode.INVALID_INPUT, why);
    }

    /// A marker that is none of ours.
    public static KmsException invalidMarker() {
        return new KmsException(ErrorCode.VALIDATION, "Invalid Marker.");
    }

    /// Not the URL of a provider.
    public static KmsException invalidProviderUrl() {
        return new KmsException(ErrorCode.VALIDATION, "Invalid Open ID Connect Provider URL");
    }

    /// Too many thumbprints.
    public static KmsException tooManyThumbprints() {
        return new KmsException(ErrorCode.INVALID_INPUT, "Thumbprint list must contain fewer than 5 entries.");
    }

    // Passwords and MFA

    /// The password is too weak.
    public static KmsException passwordPolicyViolation() {
        return new KmsException(
                ErrorCode.PASSWORD_POLICY_VIOLATION, "Password does not conform to the account password policy.");
    }

    /// The old password is another one.
    public static KmsException wrongPassword() {
        return new KmsException(ErrorCode.ACCESS_DENIED, "The old password was incorrect.");
    }

    /// ChangePassword is for users.
    public static KmsException notAUser() {
        return new KmsException(ErrorCode.INVALID_USER_TYPE, "Only IAM Users can change their own password");
    }

    /// The one-time codes do not fit.
    public static KmsException invalidAuthenticationCode() {
        return new KmsException(ErrorCode.INVALID_AUTHENTICATION_CODE, "Authentication code for device is not valid.");
    }

    // The credential report

    /// No report was made.
    public static KmsException reportNotPresent() {
        return new KmsException(ErrorCode.CREDENTIAL_REPORT_NOT_PRESENT, "Credential report not present");
    }

    /// The report is being made.
    public static KmsException reportNotReady() {
        return new KmsException(ErrorCode.CREDENTIAL_REPORT_NOT_READY, "Credential report is not ready");
    }

    /// The last report is too old.
    public static KmsException reportExpired() {
        return new KmsException(ErrorCode.CREDENTIAL_REPORT_EXPIRED, "Credential report has expired");
    }
}
