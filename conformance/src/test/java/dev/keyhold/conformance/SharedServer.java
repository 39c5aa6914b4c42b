package dev.keyhold.conformance;

import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.sts.StsClient;

/// The development server that keeps nothing, one for all tests of this JVM that need no state of their own. A test
/// makes its own keys and never counts those of others.
final class SharedServer {

    static final String ACCOUNT = "000000000000";

    private static final KeyholdProcess PROCESS = start();
    private static final Endpoint ENDPOINT = Endpoint.http(PROCESS.port());
    private static final KmsClient KMS = ENDPOINT.kms(Credential.ROOT);
    private static final StsClient STS = ENDPOINT.sts(Credential.ROOT);

    private SharedServer() {}

    private static KeyholdProcess start() {
        KeyholdProcess process = KeyholdProcess.serve(rootEnvironment(), "dev", "--listen", "127.0.0.1:0");
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        return process;
    }

    /// The environment in which a development server takes [Credential#ROOT] as its root.
    static Map<String, String> rootEnvironment() {
        return Map.of("AWS_ACCESS_KEY_ID", Credential.ROOT.id(), "AWS_SECRET_ACCESS_KEY", Credential.ROOT.secret());
    }

    static Endpoint endpoint() {
        return ENDPOINT;
    }

    /// Root's client.
    static KmsClient kms() {
        return KMS;
    }

    /// Root's client.
    static StsClient sts() {
        return STS;
    }

    /// A new symmetric key.
    static KeyMetadata newKey() {
        return KMS.createKey().keyMetadata();
    }
}
