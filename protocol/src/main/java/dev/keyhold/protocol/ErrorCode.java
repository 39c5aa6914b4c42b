package dev.keyhold.protocol;

/// The error shapes that Keyhold answers with: all of the KMS model, and those that every AWS service shares.
///
/// In JSON an error is `{"__type":"<wireName>","message":"…"}`. AWS answers every client fault of KMS with HTTP 400,
/// also where its model says 404 or 409; clients go by the name and not by the status. The query protocol (STS, IAM)
/// has names and statuses of its own, which for an error of IAM or STS alone are all that the wire shows; there
/// `wireName` is the shape's name in the model, which differs from the code.
public enum ErrorCode {
    // Shared by all services.
    /// `AccessDeniedException`, in the query protocol `AccessDenied`.
    ACCESS_DENIED("AccessDeniedException", 400, "AccessDenied", 403),
    /// `ValidationException`, in the query protocol `ValidationError`.
    VALIDATION("ValidationException", 400, "ValidationError", 400),
    /// `ThrottlingException`, in the query protocol `Throttling`.
    THROTTLING("ThrottlingException", 400, "Throttling", 400),
    /// `IncompleteSignatureException`, in the query protocol `IncompleteSignature`.
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400, "IncompleteSignature", 400),
    /// `InvalidSignatureException`, in the query protocol `SignatureDoesNotMatch`.
    INVALID_SIGNATURE("InvalidSignatureException", 400, "SignatureDoesNotMatch", 403),
    /// `MissingAuthenticationTokenException`, in the query protocol `MissingAuthenticationToken`.
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 400, "MissingAuthenticationToken", 403),
    /// `UnrecognizedClientException`, in the query protocol `InvalidClientTokenId`.
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400, "InvalidClientTokenId", 403),
    /// `ExpiredTokenException`, in the query protocol `ExpiredToken`.
    EXPIRED_TOKEN("ExpiredTokenException", 400, "ExpiredToken", 403),
    /// `UnknownOperationException`, in the query protocol `InvalidAction`.
    UNKNOWN_OPERATION("UnknownOperationException", 400, "InvalidAction", 400),
    /// `SerializationException`, in the query protocol `MalformedInput`.
    SERIALIZATION("SerializationException", 400, "MalformedInput", 400),
    /// `InternalFailure`, HTTP 500: a fault of ours, with no detail for the caller.
    INTERNAL_FAILURE("InternalFailure", 500, "InternalFailure", 500),
    /// `ServiceUnavailableException`, HTTP 503: the node cannot serve at the moment, for example because it is sealed.
    SERVICE_UNAVAILABLE("ServiceUnavailableException", 503, "ServiceUnavailable", 503),

    // Of the KMS model.
    /// `AlreadyExistsException`.
    ALREADY_EXISTS("AlreadyExistsException"),
    /// `CloudHsmClusterInvalidConfigurationException`.
    CLOUD_HSM_CLUSTER_INVALID_CONFIGURATION("CloudHsmClusterInvalidConfigurationException"),
    /// `CloudHsmClusterInUseException`.
    CLOUD_HSM_CLUSTER_IN_USE("CloudHsmClusterInUseException"),
    /// `CloudHsmClusterNotActiveException`.
    CLOUD_HSM_CLUSTER_NOT_ACTIVE("CloudHsmClusterNotActiveException"),
    /// `CloudHsmClusterNotFoundException`.
    CLOUD_HSM_CLUSTER_NOT_FOUND("CloudHsmClusterNotFoundException"),
    /// `CloudHsmClusterNotRelatedException`.
    CLOUD_HSM_CLUSTER_NOT_RELATED("CloudHsmClusterNotRelatedException"),
    /// `ConflictException`.
    CONFLICT("ConflictException"),
    /// `CustomKeyStoreHasCMKsException`.
    CUSTOM_KEY_STORE_HAS_CMKS("CustomKeyStoreHasCMKsException"),
    /// `CustomKeyStoreInvalidStateException`.
    CUSTOM_KEY_STORE_INVALID_STATE("CustomKeyStoreInvalidStateException"),
    /// `CustomKeyStoreNameInUseException`.
    CUSTOM_KEY_STORE_NAME_IN_USE("CustomKeyStoreNameInUseException"),
    /// `CustomKeyStoreNotFoundException`.
    CUSTOM_KEY_STORE_NOT_FOUND("CustomKeyStoreNotFoundException"),
    /// `DependencyTimeoutException`, HTTP 503.
    DEPENDENCY_TIMEOUT("DependencyTimeoutException", 503),
    /// `DisabledException`.
    DISABLED("DisabledException"),
    /// `DryRunOperationException`.
    DRY_RUN_OPERATION("DryRunOperationException"),
    /// `ExpiredImportTokenException`.
    EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException"),
    /// `IncorrectKeyException`.
    INCORRECT_KEY("IncorrectKeyException"),
    /// `IncorrectKeyMaterialException`.
    INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException"),
    /// `IncorrectTrustAnchorException`.
    INCORRECT_TRUST_ANCHOR("IncorrectTrustAnchorException"),
    /// `InvalidAliasNameException`.
    INVALID_ALIAS_NAME("InvalidAliasNameException"),
    /// `InvalidArnException`.
    INVALID_ARN("InvalidArnException"),
    /// `InvalidCiphertextException`.
    INVALID_CIPHERTEXT("InvalidCiphertextException"),
    /// `InvalidGrantIdException`.
    INVALID_GRANT_ID("InvalidGrantIdException"),
    /// `InvalidGrantTokenException`.
    INVALID_GRANT_TOKEN("InvalidGrantTokenException"),
    /// `InvalidImportTokenException`.
    INVALID_IMPORT_TOKEN("InvalidImportTokenException"),
    /// `InvalidKeyUsageException`.
    INVALID_KEY_USAGE("InvalidKeyUsageException"),
    /// `InvalidMarkerException`.
    INVALID_MARKER("InvalidMarkerException"),
    /// `KeyUnavailableException`, HTTP 500.
    KEY_UNAVAILABLE("KeyUnavailableException", 500),
    /// `KMSInternalException`, HTTP 500, in the query protocol `ServiceFailure`: a fault of ours.
    KMS_INTERNAL("KMSInternalException", 500, "ServiceFailure", 500),
    /// `KMSInvalidMacException`.
    KMS_INVALID_MAC("KMSInvalidMacException"),
    /// `KMSInvalidSignatureException`.
    KMS_INVALID_SIGNATURE("KMSInvalidSignatureException"),
    /// `KMSInvalidStateException`.
    KMS_INVALID_STATE("KMSInvalidStateException"),
    /// `LimitExceededException`, in IAM `LimitExceeded`.
    LIMIT_EXCEEDED("LimitExceededException", 400, "LimitExceeded", 409),
    /// `MalformedPolicyDocumentException`, in IAM and STS `MalformedPolicyDocument`.
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocumentException", 400, "MalformedPolicyDocument", 400),
    /// `NotFoundException`.
    NOT_FOUND("NotFoundException"),
    /// `TagException`.
    TAG("TagException"),
    /// `UnsupportedOperationException`.
    UNSUPPORTED_OPERATION("UnsupportedOperationException"),
    /// `XksKeyAlreadyInUseException`.
    XKS_KEY_ALREADY_IN_USE("XksKeyAlreadyInUseException"),
    /// `XksKeyInvalidConfigurationException`.
    XKS_KEY_INVALID_CONFIGURATION("XksKeyInvalidConfigurationException"),
    /// `XksKeyNotFoundException`.
    XKS_KEY_NOT_FOUND("XksKeyNotFoundException"),
    /// `XksProxyIncorrectAuthenticationCredentialException`.
    XKS_PROXY_INCORRECT_AUTHENTICATION_CREDENTIAL("XksProxyIncorrectAuthenticationCredentialException"),
    /// `XksProxyInvalidConfigurationException`.
    XKS_PROXY_INVALID_CONFIGURATION("XksProxyInvalidConfigurationException"),
    /// `XksProxyInvalidResponseException`.
    XKS_PROXY_INVALID_RESPONSE("XksProxyInvalidResponseException"),
    /// `XksProxyUriEndpointInUseException`.
    XKS_PROXY_URI_ENDPOINT_IN_USE("XksProxyUriEndpointInUseException"),
    /// `XksProxyUriInUseException`.
    XKS_PROXY_URI_IN_USE("XksProxyUriInUseException"),
    /// `XksProxyUriUnreachableException`.
    XKS_PROXY_URI_UNREACHABLE("XksProxyUriUnreachableException"),
    /// `XksProxyVpcEndpointServiceInvalidConfigurationException`.
    XKS_PROXY_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION("XksProxyVpcEndpointServiceInvalidConfigurationException"),
    /// `XksProxyVpcEndpointServiceInUseException`.
    XKS_PROXY_VPC_ENDPOINT_SERVICE_IN_USE("XksProxyVpcEndpointServiceInUseException"),
    /// `XksProxyVpcEndpointServiceNotFoundException`.
    XKS_PROXY_VPC_ENDPOINT_SERVICE_NOT_FOUND("XksProxyVpcEndpointServiceNotFoundException"),

    // Of the IAM model.
    /// `ConcurrentModification`, HTTP 409.
    CONCURRENT_MODIFICATION("ConcurrentModificationException", 400, "ConcurrentModification", 409),
    /// `ReportExpired`, HTTP 410.
    CREDENTIAL_REPORT_EXPIRED("CredentialReportExpiredException", 400, "ReportExpired", 410),
    /// `ReportNotPresent`, HTTP 410.
    CREDENTIAL_REPORT_NOT_PRESENT("CredentialReportNotPresentException", 400, "ReportNotPresent", 410),
    /// `ReportInProgress`, HTTP 404.
    CREDENTIAL_REPORT_NOT_READY("CredentialReportNotReadyException", 400, "ReportInProgress", 404),
    /// `DeleteConflict`, HTTP 409.
    DELETE_CONFLICT("DeleteConflictException", 400, "DeleteConflict", 409),
    /// `EntityAlreadyExists`, HTTP 409.
    ENTITY_ALREADY_EXISTS("EntityAlreadyExistsException", 400, "EntityAlreadyExists", 409),
    /// `EntityTemporarilyUnmodifiable`, HTTP 409.
    ENTITY_TEMPORARILY_UNMODIFIABLE(
            "EntityTemporarilyUnmodifiableException", 400, "EntityTemporarilyUnmodifiable", 409),
    /// `InvalidAuthenticationCode`, HTTP 403.
    INVALID_AUTHENTICATION_CODE("InvalidAuthenticationCodeException", 400, "InvalidAuthenticationCode", 403),
    /// `InvalidInput`, HTTP 400.
    INVALID_INPUT("InvalidInputException", 400, "InvalidInput", 400),
    /// `InvalidUserType`, HTTP 400.
    INVALID_USER_TYPE("InvalidUserTypeException", 400, "InvalidUserType", 400),
    /// `KeyPairMismatch`, HTTP 400.
    KEY_PAIR_MISMATCH("KeyPairMismatchException", 400, "KeyPairMismatch", 400),
    /// `NoSuchEntity`, HTTP 404.
    NO_SUCH_ENTITY("NoSuchEntityException", 400, "NoSuchEntity", 404),
    /// `OpenIdIdpCommunicationError`, HTTP 400.
    OPEN_ID_IDP_COMMUNICATION("OpenIdIdpCommunicationErrorException", 400, "OpenIdIdpCommunicationError", 400),
    /// `PasswordPolicyViolation`, HTTP 400.
    PASSWORD_POLICY_VIOLATION("PasswordPolicyViolationException", 400, "PasswordPolicyViolation", 400),
    /// `PolicyEvaluation`, HTTP 500.
    POLICY_EVALUATION("PolicyEvaluationException", 500, "PolicyEvaluation", 500),
    /// `PolicyNotAttachable`, HTTP 400.
    POLICY_NOT_ATTACHABLE("PolicyNotAttachableException", 400, "PolicyNotAttachable", 400),
    /// `ServiceFailure`, HTTP 500.
    SERVICE_FAILURE("ServiceFailureException", 500, "ServiceFailure", 500),
    /// `UnmodifiableEntity`, HTTP 400.
    UNMODIFIABLE_ENTITY("UnmodifiableEntityException", 400, "UnmodifiableEntity", 400),

    // Of the STS model.
    /// `ExpiredTokenException`, HTTP 400: the token of an identity provider is too old; [#EXPIRED_TOKEN] is about the
    /// caller's own.
    IDENTITY_TOKEN_EXPIRED("ExpiredTokenException", 400, "ExpiredTokenException", 400),
    /// `IDPCommunicationError`, HTTP 400.
    IDP_COMMUNICATION("IDPCommunicationErrorException", 400, "IDPCommunicationError", 400),
    /// `IDPRejectedClaim`, HTTP 403.
    IDP_REJECTED_CLAIM("IDPRejectedClaimException", 400, "IDPRejectedClaim", 403),
    /// `InvalidAuthorizationMessageException`, HTTP 400.
    INVALID_AUTHORIZATION_MESSAGE(
            "InvalidAuthorizationMessageException", 400, "InvalidAuthorizationMessageException", 400),
    /// `InvalidIdentityToken`, HTTP 400.
    INVALID_IDENTITY_TOKEN("InvalidIdentityTokenException", 400, "InvalidIdentityToken", 400),
    /// `PackedPolicyTooLarge`, HTTP 400.
    PACKED_POLICY_TOO_LARGE("PackedPolicyTooLargeException", 400, "PackedPolicyTooLarge", 400),
    /// `RegionDisabledException`, HTTP 403.
    REGION_DISABLED("RegionDisabledException", 400, "RegionDisabledException", 403);

    private final String wireName;
    private final int httpStatus;
    private final String queryCode;
    private final int queryStatus;

    ErrorCode(String wireName) {
        this(wireName, 400);
    }

    ErrorCode(String wireName, int httpStatus) {
        this(wireName, httpStatus, wireName, httpStatus);
    }

    ErrorCode(String wireName, int httpStatus, String queryCode, int queryStatus) {
        this.wireName = wireName;
        this.httpStatus = httpStatus;
        this.queryCode = queryCode;
        this.queryStatus = queryStatus;
    }

    /// The shape's name without a namespace, as in `__type`.
    public String wireName() {
        return wireName;
    }

    /// The HTTP status of a JSON reply: 400 for what the caller did, 500 or 503 for what we did.
    public int httpStatus() {
        return httpStatus;
    }

    /// The `Code` of an error reply in the query protocol.
    public String queryCode() {
        return queryCode;
    }

    /// The HTTP status of an error reply in the query protocol.
    public int queryStatus() {
        return queryStatus;
    }

    /// Whether the caller is at fault, so that the same request would fail again.
    public boolean isClientFault() {
        return httpStatus < 500;
    }
}
