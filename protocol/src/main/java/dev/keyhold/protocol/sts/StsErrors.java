package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;

/// Every refusal of STS whose words clients match on, in one place, as [dev.keyhold.protocol.Errors] has those of KMS.
///
/// The texts are those that STS answers with, as recorded in public issue threads of its clients; where no record was
/// found, after the wording of the API reference. Nothing out of a token ever stands in a text.
public final class StsErrors {

    private StsErrors() {}

    // Opening a session

    /// The trust policy or the policies of the caller do not allow it.
    public static KmsException assumeRoleDenied(String caller, String role) {
        return new KmsException(
                ErrorCode.ACCESS_DENIED,
                "User: " + caller + " is not authorized to perform: sts:AssumeRole on resource: " + role);
    }

    /// The role does not trust the bearer of the token. The text does not tell whether there is such a role.
    public static KmsException webIdentityDenied() {
        return new KmsException(ErrorCode.ACCESS_DENIED, "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    /// The role allows shorter sessions only.
    public static KmsException durationExceedsRole() {
        return new KmsException(
                ErrorCode.VALIDATION,
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    /// A session that opens a session has an hour.
    public static KmsException durationExceedsChaining() {
        return new KmsException(
                ErrorCode.VALIDATION,
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
    }

    /// A session cannot ask for another one of its user.
    public static KmsException sessionTokenFromSession() {
        return new KmsException(ErrorCode.ACCESS_DENIED, "Cannot call GetSessionToken with session credentials");
    }

    /// The one-time code is wrong.
    public static KmsException invalidTokenCode() {
        return new KmsException(
                ErrorCode.ACCESS_DENIED, "MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }

    /// The policies and tags of the session are too large together.
    ///
    /// @param percent how much of the room they take
    public static KmsException packedPolicyTooLarge(int percent) {
        return new KmsException(
                ErrorCode.PACKED_POLICY_TOO_LARGE,
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }

    /// The policy of the session is none.
    ///
    /// @param why which rule it breaks
    public static KmsException malformedPolicy(String why) {
        return new KmsException(ErrorCode.MALFORMED_POLICY_DOCUMENT, why);
    }

    // The token of an identity provider

    /// Nobody here vouches for the issuer.
    public static KmsException providerNotFound(String issuer) {
        return new KmsException(
                ErrorCode.INVALID_IDENTITY_TOKEN, "No OpenIDConnect provider found in your account for " + issuer);
    }

    /// The token is for somebody else.
    public static KmsException incorrectAudience() {
        return new KmsException(ErrorCode.INVALID_IDENTITY_TOKEN, "Incorrect token audience");
    }

    /// The token is malformed or its signature is not the one of its issuer.
    ///
    /// @param why nothing out of the token
    public static KmsException invalidToken(String why) {
        return new KmsException(ErrorCode.INVALID_IDENTITY_TOKEN, why);
    }

    /// The token is too old. Times are in seconds since 1970.
    public static KmsException tokenExpired(long now, long expiry) {
        return new KmsException(
                ErrorCode.IDENTITY_TOKEN_EXPIRED,
                "Token expired: current date/time " + now + " must be before the expiration date/time " + expiry);
    }

    /// The issuer rejects the token.
    public static KmsException rejectedClaim(String why) {
        return new KmsException(ErrorCode.IDP_REJECTED_CLAIM, why);
    }

    /// The keys of the issuer cannot be had at the moment; clients try again.
    public static KmsException verificationKeyUnavailable() {
        return new KmsException(
                ErrorCode.IDP_COMMUNICATION,
                "Couldn't retrieve verification key from your identity provider, please reference"
                        + " AssumeRoleWithWebIdentity documentation for requirements");
    }
}
