package dev.keyhold.conformance.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of `bin/keyhold`, whose output goes to a file and is shown by every failure. Threads: not safe.
final class Node implements AutoCloseable {

    /// The root's key of every development server here.
    static final String ACCESS_KEY = "AKIAFAULTSROOT000000";

    /// Its secret, good for nothing else.
    static final String SECRET = "faults/root+secret/0123456789abcdefghijk";

    private static final Pattern ENDPOINT = Pattern.compile("export AWS_ENDPOINT_URL=http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path output;
    private int port;

    private Node(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// The directory that holds `bin/keyhold`, found upwards from the working directory.
    static Path repository() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve("bin/keyhold"))) {
                return at;
            }
        }
        throw new IllegalStateException("bin/keyhold is in no directory above " + Path.of("").toAbsolutePath());
    }

    private static Node run(Map<String, String> environment, boolean pipe, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(repository().resolve("bin/keyhold").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("keyhold-", ".out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!pipe) {
            builder.redirectOutput(output.toFile());
        }
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KEYHOLD_"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", SECRET);
        variables.putAll(environment);
        return new Node(builder.start(), output);
    }

    /// Starts a development server on `data` and waits until it is ready.
    static Node serve(Path data, Map<String, String> environment) throws IOException {
        Node node = run(environment, true, "dev", "--listen", "127.0.0.1:0", "--data", data.toString());
        try {
            node.awaitReady();
            return node;
        } catch (IOException | AssertionError failed) {
            node.process.destroyForcibly();
            throw failed;
        }
    }

    /// Verifies the whole log of a stopped server.
    static Node verify(Path data) throws IOException {
        return run(Map.of(), false, "audit", "verify", "--data", data.toString());
    }

    private void awaitReady() throws IOException {
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Files.writeString(output, line + "\n", StandardOpenOption.APPEND);
            Matcher endpoint = ENDPOINT.matcher(line);
            if (endpoint.find()) {
                port = Integer.parseInt(endpoint.group(1));
            }
            if (line.equals("ready")) {
                Thread.ofVirtual().start(() -> drain(reader));
                return;
            }
        }
        throw new AssertionError("it did not print 'ready': " + transcript());
    }

    private void drain(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Files.writeString(output, line + "\n", StandardOpenOption.APPEND);
            }
        } catch (IOException ended) {
            // a halted process ends its output anywhere
        }
    }

    int port() {
        return port;
    }

    /// Waits for the end, which must come within two minutes, and tells the exit code.
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("it still runs: " + transcript());
        }
        return process.exitValue();
    }

    /// SIGTERM, and waits for the end.
    int stop() throws IOException, InterruptedException {
        process.destroy();
        return exitCode();
    }

    String transcript() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(output);
    }
}
