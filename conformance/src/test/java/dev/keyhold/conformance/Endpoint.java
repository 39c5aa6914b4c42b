package dev.keyhold.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// Where a server answers, and the AWS SDK's clients for it. The clients never retry: a test wants the first answer.
final class Endpoint {

    static final Region REGION = Region.US_EAST_1;

    /// What a client for preparations says of itself, so that its calls can be told from those of a client under test.
    static final String SETUP = "keyhold-conformance-setup";

    private final URI uri;
    private final Optional<Path> authority;

    private Endpoint(URI uri, Optional<Path> authority) {
        this.uri = uri;
        this.authority = authority;
    }

    static Endpoint http(int port) {
        return new Endpoint(URI.create("http://127.0.0.1:" + port), Optional.empty());
    }

    /// @param authority the certificate of the CA that the clients trust
    static Endpoint https(int port, Path authority) {
        return https("127.0.0.1", port, authority);
    }

    /// @param authority the certificate of the CA that the clients trust
    static Endpoint https(String host, int port, Path authority) {
        return new Endpoint(URI.create("https://" + host + ":" + port), Optional.of(authority));
    }

    URI uri() {
        return uri;
    }

    int port() {
        return uri.getPort();
    }

    KmsClient kms(Credential credential) {
        return kms(credential, REGION);
    }

    KmsClient kms(Credential credential, Region region) {
        return KmsClient.builder()
                .endpointOverride(uri)
                .region(region)
                .credentialsProvider(credential.provider())
                .httpClient(httpClient())
                .overrideConfiguration(firstAnswer())
                .build();
    }

    /// A client for preparations.
    KmsClient setup(Credential credential) {
        return KmsClient.builder()
                .endpointOverride(uri)
                .region(REGION)
                .credentialsProvider(credential.provider())
                .httpClient(httpClient())
                .overrideConfiguration(
                        firstAnswer().toBuilder()
                                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, SETUP)
                                .build())
                .build();
    }

    StsClient sts(Credential credential) {
        return StsClient.builder()
                .endpointOverride(uri)
                .region(REGION)
                .credentialsProvider(credential.provider())
                .httpClient(httpClient())
                .overrideConfiguration(firstAnswer())
                .build();
    }

    private static ClientOverrideConfiguration firstAnswer() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(Duration.ofMinutes(2))
                .build();
    }

    /// TLS that trusts the CA, for clients that take it so.
    SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(authority.orElseThrow()), null);
            return context;
        } catch (GeneralSecurityException cannot) {
            throw new IllegalStateException(cannot);
        }
    }

    private SdkHttpClient httpClient() {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder().maxConnections(64);
        authority.ifPresent(file -> {
            TrustManager[] trust = trust(file);
            builder.tlsTrustManagersProvider(() -> trust);
        });
        return builder.build();
    }

    private static TrustManager[] trust(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException cannot) {
            throw new IllegalStateException("cannot trust " + file, cannot);
        }
    }
}
