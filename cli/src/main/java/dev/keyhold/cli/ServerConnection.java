package dev.keyhold.cli;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
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
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
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
