package dev.keyhold.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of `bin/keyhold`. What it prints is kept and shown by every failure. Threads: safe.
final class KeyholdProcess implements AutoCloseable {

    /// Generous: a deadline only ends a run that hangs, it decides nothing.
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private static final Pattern ENDPOINT = Pattern.compile("export AWS_ENDPOINT_URL=(http://\\S+)");
    private static final Pattern SERVING = Pattern.compile("serves on port (\\d+)");

    private final Process process;
    private final String command;
    private final List<String> printed = new ArrayList<>();
    private final List<String> complained = new ArrayList<>();
    private final List<Thread> readers;
    private boolean outputEnded;

    private KeyholdProcess(Process process, String command) {
        this.process = process;
        this.command = command;
        this.readers =
                List.of(
                        Thread.ofPlatform()
                                .daemon()
                                .unstarted(() -> read(process.inputReader(StandardCharsets.UTF_8), printed, true)),
                        Thread.ofPlatform()
                                .daemon()
                                .unstarted(() -> read(process.errorReader(StandardCharsets.UTF_8), complained, false)));
    }

    /// Starts the command with no AWS variable but those given.
    static KeyholdProcess run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Repository.root().resolve("bin/keyhold").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KEYHOLD_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            KeyholdProcess started = new KeyholdProcess(builder.start(), String.join(" ", command));
            started.readers.forEach(Thread::start);
            return started;
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /// Starts a server and waits until it says `ready`.
    static KeyholdProcess serve(Map<String, String> environment, String... arguments) {
        KeyholdProcess started = run(environment, arguments);
        if (!started.becomesReady()) {
            throw new AssertionError("it ended without 'ready':\n" + started.transcript());
        }
        return started;
    }

    /// Runs a command to its end.
    static Finished finish(Map<String, String> environment, String... arguments) {
        return run(environment, arguments).awaitEnd();
    }

    /// How a command ended.
    ///
    /// @param exitCode its exit code
    /// @param out what it printed
    /// @param err what it complained about
    record Finished(int exitCode, String out, String err) {

        /// The value of an `export NAME=value` line.
        String export(String name) {
            Matcher line = Pattern.compile("export " + name + "=(\\S+)").matcher(out);
            if (!line.find()) {
                throw new AssertionError("no export of " + name + " in: " + out + err);
            }
            return line.group(1);
        }

        String all() {
            return "exit " + exitCode + "\n" + out + "\n" + err;
        }
    }

    /// The port that the server listens on, as it said.
    int port() {
        return endpoint(ENDPOINT)
                .map(url -> URI.create(url).getPort())
                .or(() -> endpoint(SERVING).map(Integer::valueOf))
                .orElseThrow(() -> new AssertionError("no port was announced: " + transcript()));
    }

    private synchronized Optional<String> endpoint(Pattern pattern) {
        return printed.stream().map(pattern::matcher).filter(Matcher::find).map(found -> found.group(1)).findFirst();
    }

    /// What it has printed so far.
    synchronized List<String> printed() {
        return List.copyOf(printed);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL, and waits until the process is gone.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGTERM, and waits until the process is gone.
    Finished stop() {
        process.destroy();
        return awaitEnd();
    }

    /// Waits for the end.
    Finished awaitEnd() {
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + transcript());
            }
            for (Thread reader : readers) {
                reader.join(DEADLINE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        synchronized (this) {
            return new Finished(process.exitValue(), String.join("\n", printed), String.join("\n", complained));
        }
    }

    /// Ends it, whatever it does.
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The command and all that it printed, for people.
    synchronized String transcript() {
        return "$ " + command + "\n" + String.join("\n", printed) + "\n--- stderr\n" + String.join("\n", complained);
    }

    /// Waits until it says `ready`, or until its output ends without that.
    boolean becomesReady() {
        return awaitLine(line -> line.equals("ready"));
    }

    private synchronized boolean awaitLine(Predicate<String> wanted) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (printed.stream().noneMatch(wanted)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (outputEnded) {
                return false;
            }
            if (left <= 0) {
                process.destroyForcibly();
                throw new AssertionError("neither ready nor ended:\n" + transcript());
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        return true;
    }

    private void read(BufferedReader reader, List<String> lines, boolean isOutput) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
            }
        } catch (IOException ended) {
            // a killed process ends its output in the middle
        }
        synchronized (this) {
            outputEnded |= isOutput;
            notifyAll();
        }
    }
}
