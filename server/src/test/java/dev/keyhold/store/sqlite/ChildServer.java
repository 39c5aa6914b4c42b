package dev.keyhold.store.sqlite;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.store.Samples;
import dev.keyhold.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Another process that has the store of a data directory open: it commits three entries, leaves a batch open, and then
/// waits until it is killed.
final class ChildServer implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;

    private ChildServer(Process process) {
        this.process = process;
    }

    /// Starts it and waits until it has committed.
    static ChildServer start(Path directory) {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ChildServer.class.getName(),
                                    directory.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            while (line != null && !line.equals(READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new AssertionError("the other process did not get ready");
            }
            return new ChildServer(process);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /// Kills it as `kill -9` does.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the other process does not die");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// The other process.
    public static void main(String[] arguments) throws IOException {
        Store store = SqliteStore.open(Path.of(arguments[0]));
        CommitStore commits = store.commits("node-a");
        CommitStore.Batch batch = commits.begin(false);
        batch.append(Samples.entries(0, 3));
        batch.advanceHead(Optional.empty(), Samples.head(3));
        batch.commit();
        CommitStore.Batch open = commits.begin(true);
        open.append(Samples.entries(3, 5));
        System.out.println(READY);
        if (System.in.read() < 0) {
            System.out.println("nobody is there any more");
        }
        System.exit(1);
    }
}
