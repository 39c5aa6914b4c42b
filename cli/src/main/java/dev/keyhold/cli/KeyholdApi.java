package dev.keyhold.cli;

import dev.keyhold.protocol.AwsJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/// Calls Keyhold's own operations, which are awsJson1.1 signed for the service `keyhold`.
final class KeyholdApi {

    private static final String TARGET_PREFIX = "Keyhold_20261123.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final Pattern ERROR_TYPE = Pattern.compile("\"__type\"\\s*:\\s*\"([A-Za-z]+)\"");
    private static final Pattern ERROR_MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;

    KeyholdApi(URI endpoint, Region region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    /// The server that the environment names.
    static KeyholdApi ofEnvironment() {
        return new KeyholdApi(
                ServerConnection.endpoint(), ServerConnection.region(), DefaultCredentialsProvider.builder().build());
    }

    /// Calls one operation.
    ///
    /// @throws IllegalStateException with the server's error
    <O extends Record> O call(String operation, Record input, Class<O> output) throws IOException {
        byte[] body = AwsJson.encode(input);
        SdkHttpRequest unsigned =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint.getPath().isEmpty() ? endpoint.resolve("/") : endpoint)
                        .putHeader("Content-Type", CONTENT_TYPE)
                        .putHeader("X-Amz-Target", TARGET_PREFIX + operation)
                        .build();
        ContentStreamProvider payload = ContentStreamProvider.fromByteArray(body);
        try (SdkHttpClient http = ServerConnection.httpClient()) {
            SignedRequest signed =
                    AwsV4HttpSigner.create()
                            .sign(request ->
                                    request.identity(credentials.resolveCredentials())
                                            .request(unsigned)
                                            .payload(payload)
                                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "keyhold")
                                            .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
            HttpExecuteResponse response =
                    http.prepareRequest(
                                    HttpExecuteRequest.builder()
                                            .request(signed.request())
                                            .contentStreamProvider(payload)
                                            .build())
                            .call();
            byte[] answer = read(response);
            if (!response.httpResponse().isSuccessful()) {
                throw new IllegalStateException(error(answer));
            }
            return AwsJson.decode(output, answer);
        }
    }

    private static byte[] read(HttpExecuteResponse response) throws IOException {
        try (InputStream in =
                response.responseBody().map(InputStream.class::cast).orElse(new ByteArrayInputStream(new byte[0]))) {
            return in.readAllBytes();
        }
    }

    private static String error(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        Matcher type = ERROR_TYPE.matcher(text);
        Matcher message = ERROR_MESSAGE.matcher(text);
        return (type.find() ? type.group(1) : "the server refused") + (message.find() ? ": " + message.group(1) : "");
    }
}
