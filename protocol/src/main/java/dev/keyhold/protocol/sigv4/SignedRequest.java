package dev.keyhold.protocol.sigv4;

import dev.keyhold.protocol.Errors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A request whose signature is well-formed and covers all that it must, and that waits for the HMAC to be compared.
///
/// Whether the access key exists, the time is near enough and the scope is one that we serve is for the caller to say.
public final class SignedRequest {

    /// Headers of which two would let the signature cover one value and the server act on another.
    private static final List<String> SINGLE_HEADERS =
            List.of(
                    "authorization",
                    "content-type",
                    "host",
                    "x-amz-content-sha256",
                    "x-amz-date",
                    "x-amz-security-token",
                    "x-amz-target");

    private final Authorization authorization;
    private final Instant signedAt;
    private final Optional<String> sessionToken;
    private final byte[] stringToSign;

    private SignedRequest(
            Authorization authorization, Instant signedAt, Optional<String> sessionToken, byte[] stringToSign) {
        this.authorization = authorization;
        this.signedAt = signedAt;
        this.sessionToken = sessionToken;
        this.stringToSign = stringToSign;
    }

    /// Works out what a client must have signed to send this request.
    ///
    /// @throws dev.keyhold.protocol.KmsException `MissingAuthenticationTokenException` if there is no `Authorization`
    ///   header, which is also the answer to a presigned URL; `IncompleteSignatureException` if its parts or
    ///   `x-amz-date` cannot be read; `InvalidSignatureException` if the signature leaves out what it must cover, or
    ///   `x-amz-content-sha256` is not the hash of the body
    public static SignedRequest read(RequestLine line, PathStyle style, ReceivedHeaders headers, byte[] body) {
        if (headers.values("authorization").isEmpty()) {
            throw Errors.missingAuthentication();
        }
        requireSingleHeaders(headers);
        Authorization authorization = Authorization.parse(headers.values("authorization").getFirst());
        String amzDate =
                headers.values("x-amz-date").stream()
                        .findFirst()
                        .orElseThrow(() ->
                                Errors.incompleteSignature(
                                        "Authorization header requires existence of a 'X-Amz-Date' header."));
        Instant signedAt =
                AmzDate.instant(amzDate)
                        .orElseThrow(() ->
                                Errors.incompleteSignature(
                                        "Date must be in ISO-8601 'basic format', such as 20260101T000000Z."));
        if (!amzDate.startsWith(authorization.scope().date())) {
            throw Errors.invalidSignature(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of" + " date from HTTP.");
        }
        requireCoverage(headers, authorization.signedHeaders());
        String payloadHash = requirePayloadHash(headers, body);
        byte[] canonical = CanonicalRequest.bytes(line, style, headers, authorization.signedHeaders(), payloadHash);
        return new SignedRequest(
                authorization,
                signedAt,
                headers.values("x-amz-security-token").stream().findFirst(),
                CanonicalRequest.stringToSign(amzDate, authorization.scope(), canonical));
    }

    /// Refuses a signature that does not cover `host` and every received `x-amz-*` header. Whatever it left out,
    /// `x-amz-target` above all, could be exchanged under way.
    ///
    /// @throws dev.keyhold.protocol.KmsException `InvalidSignatureException`
    public static void requireCoverage(ReceivedHeaders headers, List<String> signedHeaders) {
        if (!signedHeaders.contains("host")) {
            throw Errors.invalidSignature("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : headers.names()) {
            if (name.startsWith("x-amz-") && !signedHeaders.contains(name)) {
                throw Errors.invalidSignature(
                        "Every 'X-Amz-' header of the request must be a 'SignedHeader' in the AWS" + " Authorization.");
            }
        }
    }

    /// The hash of the body, having refused an `x-amz-content-sha256` that says otherwise: another hash,
    /// `UNSIGNED-PAYLOAD` or a streaming form, none of which KMS takes.
    ///
    /// @throws dev.keyhold.protocol.KmsException `InvalidSignatureException`
    public static String requirePayloadHash(ReceivedHeaders headers, byte[] body) {
        String actual = CanonicalRequest.sha256Hex(body);
        for (String stated : headers.values("x-amz-content-sha256")) {
            if (!stated.equals(actual)) {
                throw Errors.invalidSignature(
                        "The provided 'x-amz-content-sha256' header does not match what was" + " computed.");
            }
        }
        return actual;
    }

    private static void requireSingleHeaders(ReceivedHeaders headers) {
        for (String name : SINGLE_HEADERS) {
            if (headers.values(name).size() > 1) {
                throw Errors.incompleteSignature("The request has more than one '" + name + "' header.");
            }
        }
    }

    /// Who signed and over which headers, and the signature to compare with.
    public Authorization authorization() {
        return authorization;
    }

    /// When the client says that it signed, to the second.
    public Instant signedAt() {
        return signedAt;
    }

    /// The session token, a credential that must not be logged; it is covered by the signature.
    public Optional<String> sessionToken() {
        return sessionToken;
    }

    /// A copy of the bytes that the signature must be the HMAC-SHA-256 of.
    public byte[] stringToSign() {
        return stringToSign.clone();
    }

    /// The access key and scope; neither token nor signature.
    @Override
    public String toString() {
        return "SignedRequest[" + authorization.accessKeyId() + "/" + authorization.scope() + "]";
    }
}
