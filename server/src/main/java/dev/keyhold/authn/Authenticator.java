package dev.keyhold.authn;

import dev.keyhold.audit.ReadSet;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.identity.Caller;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.sigv4.CredentialScope;
import dev.keyhold.protocol.sigv4.SignedRequest;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Verifies AWS Signature Version 4 on the request exactly as it was received ("Create a signed AWS API request", AWS
/// IAM User Guide).
///
/// What the signature must cover is checked by [SignedRequest]: host, every `x-amz-*` header and the hash of the body
/// as it arrived here. This class adds what a server knows: the scope must be of the signed day, of the service called
/// and of a served region; the clock may differ by five minutes; the signature is compared in constant time. An unknown
/// access key takes the same path as a known one, with a secret that nobody has, so that time tells nothing.
///
/// Threads: safe.
public final class Authenticator {

    private static final Duration MAX_SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SCOPE_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    /// Identities are the same in every region.
    private static final Set<String> EVERYWHERE = Set.of("iam", "sts");

    private static final Pattern REGION = Pattern.compile("([a-z]+-){2,3}[0-9]+");

    /// What the AWS SDK for Java signs for IAM with an endpoint of one's own.
    private static final String NO_REGION = "aws-global";

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
    /// @param arrived when the request was complete, by this node's clock
    /// @param reads notes which credential and user the answer depends on
    /// @throws dev.keyhold.protocol.KmsException with AWS's error if nobody provably did
    public Authenticated authenticate(SignedRequest signed, String service, Instant arrived, ReadSet reads) {
        CredentialScope scope = signed.authorization().scope();
        requireFresh(signed.signedAt(), arrived);
        requireScope(scope, signed.signedAt(), service);

        Optional<Credentials.Found> found =
                credentials.find(signed.authorization().accessKeyId(), signed.sessionToken(), arrived, reads);
        SecretBytes signingKey = credentials.signingKey(found, scope);
        byte[] expected = hmac.sha256(signingKey, signed.stringToSign());
        boolean matches = MessageDigest.isEqual(expected, signed.authorization().signature().toByteArray());
        Caller caller = found.map(Credentials.Found::caller).orElseThrow(Errors::unrecognizedClient);
        if (!matches) {
            throw Errors.invalidSignature();
        }
        return new Authenticated(caller, scope.region());
    }

    private static void requireFresh(Instant signed, Instant now) {
        Instant earliest = now.minus(MAX_SKEW);
        Instant latest = now.plus(MAX_SKEW);
        if (signed.isBefore(earliest)) {
            throw Errors.invalidSignature(
                    "Signature expired: "
                            + AMZ_DATE.format(signed)
                            + " is now earlier than "
                            + AMZ_DATE.format(earliest)
                            + " ("
                            + AMZ_DATE.format(now)
                            + " - 5 min.)");
        }
        if (signed.isAfter(latest)) {
            throw Errors.invalidSignature(
                    "Signature not yet current: "
                            + AMZ_DATE.format(signed)
                            + " is still later than "
                            + AMZ_DATE.format(latest)
                            + " ("
                            + AMZ_DATE.format(now)
                            + " + 5 min.)");
        }
    }

    private static boolean isRegion(String text) {
        return text.equals(NO_REGION) || (text.length() <= 32 && REGION.matcher(text).matches());
    }

    private void requireScope(CredentialScope scope, Instant signed, String service) {
        if (!scope.date().equals(SCOPE_DATE.format(signed))) {
            throw Errors.invalidSignature(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        if (!scope.service().equals(service)) {
            throw Errors.invalidSignature("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!(EVERYWHERE.contains(service) ? isRegion(scope.region()) : servedRegion.test(scope.region()))) {
            throw Errors.invalidSignature("Credential should be scoped to a valid region.");
        }
    }
}
