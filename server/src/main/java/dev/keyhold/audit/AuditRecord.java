package dev.keyhold.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is recorded of one call, in CloudTrail's terms (event version 1.11).
///
/// Only what is named here can be recorded: [Fields] takes typed values one by one, so that a secret cannot slip in by
/// way of a whole request object.
///
/// @param eventId a UUID, unique per record
/// @param requestId the UUID that the caller gets in `x-amzn-RequestId`
/// @param time when the call arrived
/// @param eventSource for example `kms.amazonaws.com`
/// @param eventName the operation
/// @param readOnly CloudTrail's notion: true for every cryptographic operation too
/// @param eventType `AwsApiCall`, or `AwsServiceEvent` for what the server does by itself
/// @param region the logical region
/// @param recipientAccount the account in whose view the record appears
/// @param actor who called
/// @param origin from where
/// @param error how it failed; empty for a success
/// @param request allow-listed request parameters
/// @param response allow-listed answer parameters, empty for read-only calls
/// @param additional what AWS or we add, for example the key material and the deciding statement; of what the server
///   does by itself all that is to be said
/// @param resources the keys involved
public record AuditRecord(
        String eventId,
        String requestId,
        Instant time,
        String eventSource,
        String eventName,
        boolean readOnly,
        String eventType,
        String region,
        String recipientAccount,
        Actor actor,
        Origin origin,
        Optional<Failure> error,
        Fields request,
        Fields response,
        Fields additional,
        List<Resource> resources) {

    /// Copies the resources.
    public AuditRecord {
        resources = List.copyOf(resources);
    }

    /// Who called.
    ///
    /// @param type CloudTrail's userIdentity type: `Root`, `IAMUser`, `AssumedRole` or `AWSService`
    /// @param principalId the unique id of the identity
    /// @param arn the caller's ARN
    /// @param account the caller's account
    /// @param accessKeyId the credential that signed, never its secret
    /// @param userName empty for all but users
    /// @param session of temporary credentials
    public record Actor(
            String type,
            String principalId,
            String arn,
            String account,
            String accessKeyId,
            Optional<String> userName,
            Optional<SessionContext> session) {}

    /// What a session is of.
    ///
    /// @param issued when it began
    /// @param issuerType `Role` or `User`
    /// @param issuerId the unique id of the role or user
    /// @param issuerArn its ARN
    /// @param issuerName its name
    public record SessionContext(
            Instant issued, String issuerType, String issuerId, String issuerArn, String issuerName) {}

    /// From where, and how, the call came.
    ///
    /// @param sourceIp the peer's address, or the client's behind a configured proxy
    /// @param userAgent at most 1,024 characters of what the client said
    /// @param host the received Host header
    public record Origin(String sourceIp, String userAgent, String host) {}

    /// How a call failed.
    ///
    /// @param code the AWS error code
    /// @param message the text the caller got, empty if none
    public record Failure(String code, String message) {}

    /// A key that the call concerned.
    ///
    /// @param arn the key's ARN
    /// @param account its owner
    public record Resource(String arn, String account) {}
}
