package dev.keyhold.protocol;

import java.util.Objects;

/// Every refusal whose words clients match on, in one place. The texts are those that AWS KMS answers with.
///
/// What stands in a text is always meant for the caller: identifiers of keys, aliases and callers, names of algorithms
/// and numbers; never a value that may be a secret.
public final class Errors {

    private Errors() {}

    // Finding a key

    /// A well-formed key id or ARN without a key behind it.
    public static KmsException keyNotFound(KeyArn key) {
        return new KmsException(ErrorCode.NOT_FOUND, "Key '" + key + "' does not exist");
    }

    /// An alias without a key behind it.
    public static KmsException aliasNotFound(AliasArn alias) {
        return new KmsException(ErrorCode.NOT_FOUND, "Alias " + alias + " is not found.");
    }

    /// Neither a key id nor any other form of naming a key.
    public static KmsException invalidKeyId(String given) {
        return new KmsException(ErrorCode.NOT_FOUND, "Invalid keyId '" + given + "'");
    }

    /// An ARN of another Region than that of the request.
    public static KmsException arnOfOtherRegion(String regionOfTheArn) {
        return new KmsException(ErrorCode.NOT_FOUND, "Invalid arn " + regionOfTheArn);
    }

    /// Begins as an ARN and is none of KMS.
    public static KmsException invalidArn(String given) {
        return new KmsException(ErrorCode.INVALID_ARN, "Invalid arn " + given);
    }

    // State and kind of a key

    /// The key is disabled.
    public static KmsException disabled(KeyArn key) {
        return new KmsException(ErrorCode.DISABLED, key + " is disabled.");
    }

    /// The key waits for its material.
    public static KmsException pendingImport(KeyArn key) {
        return invalidState(key, "pending import");
    }

    /// The key waits for its deletion.
    public static KmsException pendingDeletion(KeyArn key) {
        return invalidState(key, "pending deletion");
    }

    /// The key is not in the state that the operation needs.
    ///
    /// @param is what it is instead, such as `creating` or `not pending deletion`
    public static KmsException invalidState(KeyArn key, String is) {
        return new KmsException(ErrorCode.KMS_INVALID_STATE, key + " is " + is + ".");
    }

    /// The key's usage does not allow the operation.
    public static KmsException invalidKeyUsage(KeyArn key, String usage, String operation) {
        return new KmsException(
                ErrorCode.INVALID_KEY_USAGE,
                key + " key usage is " + usage + " which is not valid for " + operation + ".");
    }

    /// The algorithm does not go with the key.
    public static KmsException incompatibleAlgorithm(String algorithm, String keySpec) {
        return new KmsException(
                ErrorCode.INVALID_KEY_USAGE,
                "Algorithm " + algorithm + " is incompatible with key spec " + keySpec + ".");
    }

    /// The key's origin does not allow the operation.
    public static KmsException invalidOrigin(KeyArn key, String origin) {
        return new KmsException(
                ErrorCode.UNSUPPORTED_OPERATION,
                key + " origin is " + origin + " which is not valid for this operation.");
    }

    /// The key cannot do this, for a reason that AWS does not word.
    public static KmsException unsupportedOperation() {
        return new KmsException(ErrorCode.UNSUPPORTED_OPERATION, null);
    }

    // Ciphertexts and sizes

    /// Altered, truncated, foreign, or under another encryption context. AWS sends no text, and says no more than that.
    public static KmsException invalidCiphertext() {
        return new KmsException(ErrorCode.INVALID_CIPHERTEXT, null);
    }

    /// The key named in the request is not the one that made the ciphertext.
    public static KmsException incorrectKey() {
        return new KmsException(
                ErrorCode.INCORRECT_KEY,
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    /// Decrypt without a KeyId: the key is unknown, or the caller may not use it; the two look alike.
    public static KmsException decryptNotAllowed() {
        return new KmsException(
                ErrorCode.ACCESS_DENIED,
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or"
                        + " you are not allowed to access.");
    }

    /// More plaintext than one block of an asymmetric key holds.
    public static KmsException plaintextTooLong(String algorithm, String keySpec, int maxBytes) {
        return validation(
                "Algorithm "
                        + algorithm
                        + " and key spec "
                        + keySpec
                        + " cannot encrypt data larger than "
                        + maxBytes
                        + " bytes.");
    }

    /// GenerateRandom was not told how much.
    public static KmsException numberOfBytesRequired() {
        return validation("NumberOfBytes is required.");
    }

    /// DryRun was set and the call would have succeeded.
    public static KmsException dryRunSucceeded() {
        return new KmsException(
                ErrorCode.DRY_RUN_OPERATION, "The request would have succeeded, but the DryRun option is set.");
    }

    // Making keys, aliases and tags

    /// An asymmetric or HMAC key was asked for without saying what for.
    public static KmsException keyUsageRequired() {
        return validation("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
    }

    /// The usage is none of those that the key spec allows.
    public static KmsException incompatibleUsage(String keyUsage, String keySpec) {
        return validation("KeyUsage " + keyUsage + " is not compatible with KeySpec " + keySpec);
    }

    /// An alias name without its prefix.
    public static KmsException aliasPrefix() {
        return validation(
                "Alias must start with the prefix \"alias/\". Please see"
                        + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    }

    /// The alias is taken.
    public static KmsException aliasExists(AliasArn alias) {
        return new KmsException(ErrorCode.ALREADY_EXISTS, "An alias with the name " + alias + " already exists");
    }

    /// A key may have only so many aliases.
    public static KmsException tooManyAliases(int quota, int current) {
        return new KmsException(
                ErrorCode.LIMIT_EXCEEDED,
                "Aliases per key quota for this account in this region is "
                        + quota
                        + ", current usage is "
                        + current
                        + ".");
    }

    /// An account may have only so many keys in a Region.
    public static KmsException tooManyKeys(int quota, int current) {
        return new KmsException(
                ErrorCode.LIMIT_EXCEEDED,
                "Key quota for this account in this region is " + quota + " but the current usage is " + current + ".");
    }

    /// A rotation by schedule is so near that one on demand would cross it.
    public static KmsException rotationIsNear(KeyArn key) {
        return new KmsException(
                ErrorCode.CONFLICT,
                "An automatic rotation of "
                        + key
                        + " is in progress or scheduled to begin within the next 20 minutes.");
    }

    /// A key can be rotated on demand only so many times in its life.
    public static KmsException tooManyRotations(KeyArn key) {
        return new KmsException(
                ErrorCode.LIMIT_EXCEEDED,
                "The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be"
                        + " performed for this key: "
                        + key);
    }

    /// Two tags of one request have the same key.
    public static KmsException duplicateTagKeys() {
        return new KmsException(ErrorCode.TAG, "Duplicate tag keys");
    }

    /// A key may have only so many tags.
    public static KmsException tooManyTags() {
        return new KmsException(ErrorCode.TAG, "Too many tags");
    }

    /// A tag key under `aws:`, in any case.
    public static KmsException reservedTag() {
        return new KmsException(ErrorCode.TAG, "Tags beginning with aws: are reserved");
    }

    /// The text is no policy that can be stored.
    ///
    /// @param why what is wrong with it
    public static KmsException malformedPolicy(String why) {
        return new KmsException(ErrorCode.MALFORMED_POLICY_DOCUMENT, why);
    }

    /// After this policy nobody could change the policy any more.
    public static KmsException policyLockout() {
        return malformedPolicy("The new key policy will not allow you to update the key policy in the future.");
    }

    /// A statement of the policy names nobody.
    public static KmsException policyWithoutPrincipal() {
        return malformedPolicy("Policy contains a statement with no principal.");
    }

    /// The marker of a listing was not given out by us for this listing.
    public static KmsException invalidMarker() {
        return new KmsException(ErrorCode.INVALID_MARKER, null);
    }

    // Authorisation, in IAM's generic form

    /// No policy of the caller allows the action.
    ///
    /// @param caller the ARN of the caller
    /// @param action such as `kms:Decrypt`
    /// @param resource the ARN of the resource, or `*`
    public static KmsException notAllowedByIdentity(String caller, String action, String resource) {
        return accessDenied(
                caller, action, resource, "because no identity-based policy allows the " + action + " action");
    }

    /// No policy of the resource allows the action.
    ///
    /// @param caller the ARN of the caller
    /// @param action such as `kms:Decrypt`
    /// @param resource the ARN of the resource, or `*`
    public static KmsException notAllowedByResource(String caller, String action, String resource) {
        return accessDenied(
                caller, action, resource, "because no resource-based policy allows the " + action + " action");
    }

    /// A statement denies the action.
    ///
    /// @param caller the ARN of the caller
    /// @param action such as `kms:Decrypt`
    /// @param resource the ARN of the resource, or `*`
    /// @param where the kind of policy with its article, such as `an identity-based policy`
    public static KmsException explicitlyDenied(String caller, String action, String resource, String where) {
        return accessDenied(caller, action, resource, "with an explicit deny in " + where);
    }

    private static KmsException accessDenied(String caller, String action, String resource, String reason) {
        return new KmsException(
                ErrorCode.ACCESS_DENIED,
                "User: "
                        + caller
                        + " is not authorized to perform: "
                        + action
                        + " on resource: "
                        + resource
                        + " "
                        + reason);
    }

    // Authentication

    /// The request carries no signature.
    public static KmsException missingAuthentication() {
        return new KmsException(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    /// The parts of the signature cannot be read.
    ///
    /// @param why which part; never the header itself
    public static KmsException incompleteSignature(String why) {
        return new KmsException(ErrorCode.INCOMPLETE_SIGNATURE, why);
    }

    /// The signature is not the one that the secret gives for what was received.
    public static KmsException invalidSignature() {
        return invalidSignature(
                "The request signature we calculated does not match the signature you provided. Check"
                        + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    /// The signature cannot hold for this request, whatever the secret.
    ///
    /// @param why which rule it breaks
    public static KmsException invalidSignature(String why) {
        return new KmsException(ErrorCode.INVALID_SIGNATURE, why);
    }

    /// The access key is unknown or inactive.
    public static KmsException unrecognizedClient() {
        return new KmsException(
                ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }

    /// The session has ended.
    public static KmsException expiredToken() {
        return new KmsException(ErrorCode.EXPIRED_TOKEN, "The security token included in the request is expired");
    }

    // Form of the request, and our own faults

    /// A member breaks a rule of the operation or of its shape.
    public static KmsException validation(String message) {
        return new KmsException(ErrorCode.VALIDATION, Objects.requireNonNull(message));
    }

    /// The body cannot be read.
    ///
    /// @param why what is wrong with its form; nothing out of the body
    public static KmsException serialization(String why) {
        return new KmsException(ErrorCode.SERIALIZATION, why);
    }

    /// The service has no such operation.
    public static KmsException unknownOperation() {
        return new KmsException(ErrorCode.UNKNOWN_OPERATION, null);
    }

    /// The same in the query protocol, where AWS has words for it.
    ///
    /// @param action the Action of the form, which the caller has found to look like one
    /// @param version its Version, likewise
    public static KmsException unknownAction(String action, String version) {
        return new KmsException(
                ErrorCode.UNKNOWN_OPERATION, "Could not find operation " + action + " for version " + version);
    }

    /// Too many requests.
    public static KmsException throttled() {
        return new KmsException(
                ErrorCode.THROTTLING,
                "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
    }

    /// Something went wrong on our side. The cause belongs in the operator's log.
    public static KmsException internalFailure() {
        return new KmsException(ErrorCode.INTERNAL_FAILURE, null);
    }

    /// The node cannot serve at the moment.
    public static KmsException serviceUnavailable() {
        return new KmsException(ErrorCode.SERVICE_UNAVAILABLE, null);
    }

    /// Something that this server does not offer, said rather than done wrongly.
    public static KmsException unsupported(String why) {
        return new KmsException(ErrorCode.UNSUPPORTED_OPERATION, why);
    }

    /// A limit is reached.
    public static KmsException limitExceeded(String why) {
        return new KmsException(ErrorCode.LIMIT_EXCEEDED, why);
    }

    /// Something named does not exist.
    public static KmsException notFound(String what) {
        return new KmsException(ErrorCode.NOT_FOUND, what);
    }

    /// Names under `alias/aws/` belong to AWS managed keys.
    public static KmsException reservedAlias() {
        return new KmsException(ErrorCode.INVALID_ALIAS_NAME, "Alias names that begin with alias/aws/ are reserved.");
    }

    /// A grant token that is not one of ours.
    public static KmsException invalidGrantToken() {
        return new KmsException(ErrorCode.INVALID_GRANT_TOKEN, null);
    }

    /// No grant can have this id.
    public static KmsException invalidGrantId() {
        return new KmsException(ErrorCode.INVALID_GRANT_ID, null);
    }

    /// A well-formed grant id without a grant behind it.
    public static KmsException grantNotFound(String id) {
        return new KmsException(ErrorCode.NOT_FOUND, "Grant " + id + " is not found.");
    }

    /// A text that names no principal to whom something can be granted.
    public static KmsException invalidPrincipal(String given) {
        return new KmsException(ErrorCode.INVALID_ARN, "ARN does not refer to a valid principal: " + given);
    }

    /// A key has as many grants as it can have.
    public static KmsException grantQuota(int quota, long usage) {
        return limitExceeded(
                "Grants per key quota for this account in this region is "
                        + quota
                        + ", current usage is "
                        + usage
                        + ".");
    }

    /// No custom key store has this id.
    public static KmsException customKeyStoreNotFound() {
        return new KmsException(ErrorCode.CUSTOM_KEY_STORE_NOT_FOUND, null);
    }

    /// Not authorised, in the words of whoever decided.
    public static KmsException accessDenied(String why) {
        return new KmsException(ErrorCode.ACCESS_DENIED, why);
    }

    /// Something went wrong on our side, as KMS words it; clients try again.
    public static KmsException kmsInternal() {
        return new KmsException(ErrorCode.KMS_INTERNAL, null);
    }
}
