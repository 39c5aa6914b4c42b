package dev.keyhold.protocol.sigv4;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.Errors;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The `Authorization` header of a signed request, taken apart.
///
/// @param accessKeyId who says that he signed
/// @param scope what the signing key is derived for
/// @param signedHeaders the lower-case names of the signed headers, in ascending order and without repetition
/// @param signature the 32 bytes of the signature, to be compared in constant time, as [Blob] does
public record Authorization(String accessKeyId, CredentialScope scope, List<String> signedHeaders, Blob signature) {

    /// The one algorithm that is accepted.
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final int MAX_HEADER_CHARS = 4_096;
    private static final int MAX_ACCESS_KEY_ID_CHARS = 128;
    private static final int SIGNATURE_HEX_DIGITS = 64;
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /// Copies the list.
    public Authorization {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /// Reads the value of the header: the algorithm, then `Credential`, `SignedHeaders` and `Signature`, once each, in
    /// any order, parted by commas with optional spaces.
    ///
    /// @throws dev.keyhold.protocol.KmsException `IncompleteSignatureException` if anything deviates from that
    public static Authorization parse(String header) {
        if (header.length() > MAX_HEADER_CHARS) {
            throw Errors.incompleteSignature("Authorization header is too long.");
        }
        if (!header.startsWith(ALGORITHM + " ")) {
            throw Errors.incompleteSignature("Authorization header requires the algorithm '" + ALGORITHM + "'.");
        }
        Map<String, String> parameters = parameters(header.substring(ALGORITHM.length() + 1));
        String[] credential = required(parameters, "Credential").split("/", -1);
        if (credential.length != 5
                || !isAccessKeyId(credential[0])
                || !credential[4].equals(CredentialScope.TERMINATOR)) {
            throw Errors.incompleteSignature(
                    "Credential must have exactly 5 slash-delimited elements, e.g."
                            + " keyid/date/region/service/term.");
        }
        return new Authorization(
                credential[0],
                scope(credential[1], credential[2], credential[3]),
                signedHeaders(required(parameters, "SignedHeaders")),
                signature(required(parameters, "Signature")));
    }

    private static Map<String, String> parameters(String list) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : list.split(",", -1)) {
            String parameter = trimSpaces(part);
            int equals = parameter.indexOf('=');
            if (equals < 0 || parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                throw Errors.incompleteSignature("Authorization header has a malformed or repeated parameter.");
            }
        }
        if (parameters.size() > 3) {
            throw Errors.incompleteSignature("Authorization header has an unknown parameter.");
        }
        return parameters;
    }

    private static String trimSpaces(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw Errors.incompleteSignature("Authorization header requires '" + name + "' parameter.");
        }
        return value;
    }

    private static CredentialScope scope(String date, String region, String service) {
        try {
            return new CredentialScope(date, region, service);
        } catch (IllegalArgumentException _) {
            throw Errors.incompleteSignature("Credential has a malformed date, Region or service.");
        }
    }

    private static List<String> signedHeaders(String list) {
        List<String> names = List.of(list.split(";", -1));
        String previous = "";
        for (String name : names) {
            if (!isLowerCaseToken(name) || name.compareTo(previous) <= 0) {
                throw Errors.incompleteSignature(
                        "SignedHeaders must be lower-case header names in ascending order, parted by semicolons.");
            }
            previous = name;
        }
        return names;
    }

    private static Blob signature(String hex) {
        if (hex.length() != SIGNATURE_HEX_DIGITS
                || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw Errors.incompleteSignature("Signature must be 64 lower-case hexadecimal digits.");
        }
        return Blob.wrap(HexFormat.of().parseHex(hex));
    }

    private static boolean isAccessKeyId(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_ACCESS_KEY_ID_CHARS
                && text.chars().allMatch(c -> isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    private static boolean isLowerCaseToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c ->
                                (isLetterOrDigit(c) && !(c >= 'A' && c <= 'Z')) || TOKEN_PUNCTUATION.indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
