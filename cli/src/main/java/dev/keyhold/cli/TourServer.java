package dev.keyhold.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// The development server of the tour, a process of its own on a temporary data directory.
final class TourServer implements AutoCloseable {

    private static final String ACCESS_KEY_ID = "AKIAKEYHOLDTOUR00000";

    private final Process process;
    private final Path data;
    private final URI endpoint;
    private final AwsBasicCredentials credentials;

    private TourServer(Process process, Path data, URI endpoint, AwsBasicCredentials credentials) {
        this.process = process;
        this.data = data;
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /// Starts `keyhold dev` with this process's own JVM and class path, and waits until it says `ready`.
    static TourServer start(String listen) throws IOException {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        int port = freePort(host, Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
        Path data = Files.createTempDirectory("keyhold-tour-");
        byte[] random = new byte[30];
        new SecureRandom().nextBytes(random);
        AwsBasicCredentials credentials =
                AwsBasicCredentials.create(ACCESS_KEY_ID, Base64.getEncoder().encodeToString(random));

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Keyhold.class.getName()));
        command.addAll(List.of("dev", "--data", data.resolve("node").toString(), "--listen", host + ":" + port));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        builder.environment().remove("AWS_SESSION_TOKEN");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        waitUntilReady(process);
        return new TourServer(process, data, URI.create("http://" + host + ":" + port), credentials);
    }

    /// The wanted port, or any free one if it is taken.
    private static int freePort(String host, int wanted) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket probe = new ServerSocket(wanted, 1, address)) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket probe = new ServerSocket(0, 1, address)) {
                return probe.getLocalPort();
            }
        }
    }

    private static void waitUntilReady(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("ready")) {
                return;
            }
        }
        throw new IOException("the server did not start");
    }

    /// Where the server's files are.
    Path data() {
        return data.resolve("node");
    }

    /// A place for the tour's own files.
    Path scratch() {
        return data;
    }

    /// A client for the server.
    KmsClient kms() {
        return KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// A client for the server's own operations.
    KeyholdApi api() {
        return new KeyholdApi(endpoint, Region.US_EAST_1, StaticCredentialsProvider.create(credentials));
    }

    /// What to type to use the server.
    List<String> exports() {
        return List.of(
                "export AWS_ACCESS_KEY_ID=" + credentials.accessKeyId(),
                "export AWS_SECRET_ACCESS_KEY=" + credentials.secretAccessKey(),
                "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1",
                "export AWS_ENDPOINT_URL=" + endpoint);
    }

    /// Waits until the server ends.
    void waitForEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
