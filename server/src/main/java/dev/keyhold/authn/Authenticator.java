package dev.keyhold.authn;

import dev.keyhold.audit.ReadSet;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.identity.Caller;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.sigv4.Authorization;
import dev.keyhold.protocol.sigv4.CanonicalRequest;
import dev.keyhold.protocol.sigv4.CredentialScope;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/// Verifies AWS Signature Version 4 on the request exactly as it was received ("Create a signed AWS API request", AWS
/// IAM User Guide).
///
/// Strictness, and why: every `x-amz-*` header that was sent must be signed, or X-Amz-Target could be exchanged under a
/// good signature; the body is hashed here and a client's own `x-amz-content-sha256` must agree; the scope must be of
/// the signed day, of the service called and of a served region; the clock may differ by five minutes. An unknown
/// access key takes the same path as a known one, with a secret that nobody has, so that time tells nothing.
///
/// Threads: safe.
public final class Authenticator {

    private static final Duration MAX_SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final Hmac hmac;
    private final Predicate<String> servedRegion;

    /// @param credentials finds the signing key of a credential
    /// @param hmac checks signatures
    /// @param servedRegion whether calls for a region are served here
    public Authenticator(Credentials credentials, Hmac hmac, Predicate<String> servedRegion) {
        this.credentials = credentials;
        this.hmac = hmac;
        this.servedRegion = servedRegion;
    }

    /// Who signed the request.
    ///
    /// @param service the service that the request must be signed for
    /// @param reads notes which credential and user the answer depends on
    /// @throws dev.keyhold.protocol.KmsException with AWS's error if nobody provably did
    public Authenticated authenticate(SignedCall call, byte[] body, String service, ReadSet reads) {
        Authorization authorization = Authorization.parse(call.headers().single("authorization"));
        CredentialScope scope = authorization.scope();
        String date = call.headers().single("x-amz-date");
        requireFresh(date, call.arrived());
        requireScope(scope, date, service);

        CanonicalRequest canonical = CanonicalRequest.of(
                call.method(), call.rawPath(), call.rawQuery(), call.headers(), authorization.signedHeaders(), body);
        Optional<Credentials.Found> found =
                credentials.find(authorization.accessKeyId(), call.headers().optional("x-amz-security-token"), reads);
        SecretBytes signingKey = credentials.signingKey(found, scope);
        byte[] expected = hmac.sha256(signingKey, canonical.stringToSign(date, scope));
        boolean matches = MessageDigest.isEqual(expected, HexFormat.of().parseHex(authorization.signature()));
        Caller caller = found.map(Credentials.Found::caller).orElseThrow(Errors::unrecognizedClient);
        if (!matches) {
            throw Errors.invalidSignature();
        }
        return new Authenticated(caller, scope.region());
    }

    private static void requireFresh(String date, Instant now) {
        Instant signed;
        try {
            signed = Instant.from(AMZ_DATE.parse(date));
        } catch (DateTimeParseException malformed) {
            throw Errors.incompleteSignature("Date must be in ISO-8601 'basic format'.");
        }
        String clock = AMZ_DATE.format(now);
        Instant earliest = now.minus(MAX_SKEW);
        Instant latest = now.plus(MAX_SKEW);
        if (signed.isBefore(earliest)) {
            throw Errors.invalidSignature("Signature expired: " + date + " is now earlier than "
                    + AMZ_DATE.format(earliest) + " (" + clock + " - 5 min.)");
        }
        if (signed.isAfter(latest)) {
            throw Errors.invalidSignature("Signature not yet current: " + date + " is still later than "
                    + AMZ_DATE.format(latest) + " (" + clock + " + 5 min.)");
        }
    }

    private void requireScope(CredentialScope scope, String date, String service) {
        if (!date.startsWith(scope.date())) {
            throw Errors.invalidSignature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        if (!scope.service().equals(service)) {
            throw Errors.invalidSignature("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!servedRegion.test(scope.region())) {
            throw Errors.invalidSignature("Credential should be scoped to a valid region.");
        }
    }
}
