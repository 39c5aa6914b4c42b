package dev.keyhold.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.kms.KmsClient;

/// Where the command line finds the server: `AWS_ENDPOINT_URL` (or `AWS_ENDPOINT_URL_KMS`), with credentials and region
/// from the environment or a profile, as any AWS client does. The region is us-east-1 if nobody says otherwise.
final class ServerConnection {

    private ServerConnection() {}

    /// A KMS client for that server.
    static KmsClient kms() {
        return KmsClient.builder()
                .endpointOverride(endpoint())
                .region(region())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .httpClient(httpClient())
                .build();
    }

    /// An HTTP client that trusts what AWS_CA_BUNDLE names, as the AWS CLI does and the AWS SDK for Java does not.
    static SdkHttpClient httpClient() {
        String bundle = System.getenv("AWS_CA_BUNDLE");
        return bundle == null || bundle.isEmpty()
                ? UrlConnectionHttpClient.create()
                : UrlConnectionHttpClient.builder().tlsTrustManagersProvider(() -> trusting(Path.of(bundle))).build();
    }

    private static TrustManager[] trusting(Path bundle) {
        try (InputStream in = Files.newInputStream(bundle)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException cannot) {
            throw new IllegalStateException(
                    "the certificates of AWS_CA_BUNDLE, " + bundle + ", cannot be read", cannot);
        }
    }

    /// The server's endpoint; there is no default, so that nothing is ever sent to AWS by mistake.
    static URI endpoint() {
        return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_KMS"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .map(URI::create)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "AWS_ENDPOINT_URL is not set: it names the server, for example http://127.0.0.1:8200"));
    }

    /// The region to sign for.
    static Region region() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (RuntimeException nobodySays) {
            return Region.US_EAST_1;
        }
    }
}
