package dev.keyhold.authn;

import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signs requests as a client does, by AWS's own signer, which shares no code with the server.
///
/// @param accessKeyId the credential's id
/// @param secret the credential's secret
/// @param sessionToken the credential's token, if it has one
/// @param region of the scope
/// @param service of the scope
public record TestSigner(
        String accessKeyId, String secret, Optional<String> sessionToken, String region, String service) {

    /// The signer of a credential without token for KMS in one region.
    public TestSigner(String accessKeyId, String secret) {
        this(accessKeyId, secret, Optional.empty(), "eu-central-1", "kms");
    }

    /// The same credential for another region.
    public TestSigner inRegion(String other) {
        return new TestSigner(accessKeyId, secret, sessionToken, other, service);
    }

    /// The same credential for another service.
    public TestSigner forService(String other) {
        return new TestSigner(accessKeyId, secret, sessionToken, region, other);
    }

    /// The same credential with a token.
    public TestSigner withToken(String token) {
        return new TestSigner(accessKeyId, secret, Optional.of(token), region, service);
    }

    /// The headers of a signed POST, by lower-case name.
    ///
    /// @param endpoint scheme, host and port
    /// @param target the value of X-Amz-Target
    /// @param time when it is signed
    public Map<String, List<String>> sign(URI endpoint, String target, byte[] body, Instant time) {
        AwsCredentialsIdentity identity =
                sessionToken.isPresent()
                        ? AwsSessionCredentialsIdentity.create(accessKeyId, secret, sessionToken.get())
                        : AwsCredentialsIdentity.create(accessKeyId, secret);
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint.resolve("/"))
                        .putHeader("Content-Type", "application/x-amz-json-1.1")
                        .putHeader("X-Amz-Target", target)
                        .build();
        SdkHttpRequest signed =
                AwsV4HttpSigner.create()
                        .sign(sign ->
                                sign.identity(identity)
                                        .request(request)
                                        .payload(ContentStreamProvider.fromByteArray(body))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                        .request();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        signed.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return headers;
    }

    /// Headers as a server receives them.
    public static ReceivedHeaders received(Map<String, List<String>> headers) {
        return new ReceivedHeaders() {
            @Override
            public Set<String> names() {
                return headers.keySet();
            }

            @Override
            public List<String> values(String lowerCaseName) {
                return headers.getOrDefault(lowerCaseName, List.of());
            }
        };
    }

    /// UTF-8.
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
