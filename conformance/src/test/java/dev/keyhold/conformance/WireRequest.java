package dev.keyhold.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A request as it goes over the wire, byte by byte, and its signature made by hand from AWS's description of Signature
/// Version 4. Immutable: each change gives another request.
final class WireRequest {

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// What a signature is made for.
    ///
    /// @param date the date of the scope, eight digits
    /// @param region the region of the scope
    /// @param service the service of the scope
    record Scope(String date, String region, String service) {

        static Scope kms(Instant at) {
            return new Scope(amzDate(at).substring(0, 8), "us-east-1", "kms");
        }

        @Override
        public String toString() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }
    }

    private record Header(String name, String value) {}

    private final String requestLine;
    private final List<Header> headers;
    private final String body;

    private WireRequest(String requestLine, List<Header> headers, String body) {
        this.requestLine = requestLine;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /// An unsigned call of KMS with the headers that every client sends, dated now.
    static WireRequest kms(String host, String operation, String body) {
        return new WireRequest(
                "POST / HTTP/1.1",
                List.of(
                        new Header("Host", host),
                        new Header("Content-Type", "application/x-amz-json-1.1"),
                        new Header("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length)),
                        new Header("X-Amz-Date", amzDate(Instant.now())),
                        new Header("X-Amz-Target", "TrentService." + operation)),
                body);
    }

    static String amzDate(Instant at) {
        return AMZ_DATE.format(at);
    }

    String body() {
        return body;
    }

    WireRequest requestLine(String line) {
        return new WireRequest(line, headers, body);
    }

    /// Another body under the same headers.
    WireRequest body(String other) {
        return new WireRequest(requestLine, headers, other);
    }

    /// One header more.
    WireRequest plus(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new WireRequest(requestLine, more, body);
    }

    /// Without all headers of that name.
    WireRequest minus(String name) {
        return new WireRequest(
                requestLine, headers.stream().filter(header -> !header.name().equalsIgnoreCase(name)).toList(), body);
    }

    /// The header with another value, at its place.
    WireRequest with(String name, String value) {
        return new WireRequest(
                requestLine,
                headers.stream()
                        .map(header -> header.name().equalsIgnoreCase(name) ? new Header(header.name(), value) : header)
                        .toList(),
                body);
    }

    Optional<String> header(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value).findFirst();
    }

    /// Signed for KMS, with every header that is there signed.
    WireRequest signed(Credential credential) {
        return signedWith(credential, names());
    }

    /// Signed for KMS, with those headers signed.
    WireRequest signedWith(Credential credential, List<String> signedHeaders) {
        String date = header("x-amz-date").orElse(amzDate(Instant.now()));
        return signedFor(credential, new Scope(date.substring(0, 8), "us-east-1", "kms"), signedHeaders);
    }

    /// Signed for a scope.
    WireRequest signedFor(Credential credential, Scope scope, List<String> signedHeaders) {
        List<String> sorted = signedHeaders.stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList();
        String authorization =
                "AWS4-HMAC-SHA256 Credential="
                        + credential.id()
                        + "/"
                        + scope
                        + ", SignedHeaders="
                        + String.join(";", sorted)
                        + ", Signature="
                        + signature(credential, scope, sorted);
        return minus("authorization").plus("Authorization", authorization);
    }

    /// The names of all headers, lower case.
    List<String> names() {
        return List.copyOf(
                headers.stream()
                        .map(header -> header.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(requestLine).append("\r\n");
        headers.forEach(header -> head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private String signature(Credential credential, Scope scope, List<String> signedHeaders) {
        String[] line = requestLine.split(" ", -1);
        StringBuilder canonical = new StringBuilder(line[0]).append('\n').append(line[1]).append("\n\n");
        for (String name : signedHeaders) {
            String values =
                    headers.stream()
                            .filter(header -> header.name().equalsIgnoreCase(name))
                            .map(header -> header.value().strip().replaceAll(" +", " "))
                            .collect(Collectors.joining(","));
            canonical.append(name).append(':').append(values).append('\n');
        }
        canonical.append('\n').append(String.join(";", signedHeaders)).append('\n').append(sha256(body));
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + header("x-amz-date").orElse("")
                        + "\n"
                        + scope
                        + "\n"
                        + sha256(canonical.toString());
        byte[] key = hmac(("AWS4" + credential.secret()).getBytes(StandardCharsets.UTF_8), scope.date());
        key = hmac(hmac(hmac(key, scope.region()), scope.service()), "aws4_request");
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
