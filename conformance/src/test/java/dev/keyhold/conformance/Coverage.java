package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/// Keeps docs/coverage.md true. What the servers put on record while a test class ran is what its client was answered;
/// it must be what the page says of that client, provided that all tests of the class ran. What was seen is also in
/// target/coverage.md; `-Dkeyhold.writeCoverage=true` writes it to the page.
final class Coverage implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    private static final CoverageTable SEEN = new CoverageTable();

    private final TestedClient client;
    private final Set<String> before = new HashSet<>();
    private final List<ClientServer> ownServers = new ArrayList<>();
    private final Set<Method> succeeded = new HashSet<>();
    private boolean complete = true;

    private Coverage(TestedClient client) {
        this.client = client;
    }

    /// For the tests of one client, as a static `@RegisterExtension`.
    static Coverage of(TestedClient client) {
        return new Coverage(client);
    }

    /// What this server records counts too; it is one that no other class uses.
    void alsoOf(ClientServer server) {
        ownServers.add(server);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Transport.started().forEach(server -> server.calls().forEach(call -> before.add(call.id())));
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        succeeded.add(context.getRequiredTestMethod());
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        complete = false;
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        complete = false;
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        complete = false;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        SortedMap<String, String> seen = seen();
        if (seen.isEmpty()) {
            return;
        }
        Path page = Repository.root().resolve("docs/coverage.md");
        synchronized (SEEN) {
            SEEN.replace(client, seen);
            SEEN.write(Repository.root().resolve("conformance/target/coverage.md"));
            CoverageTable committed = CoverageTable.read(page);
            SortedMap<String, String> said = committed.column(client);
            if (Boolean.getBoolean("keyhold.writeCoverage")) {
                committed.replace(client, seen);
                committed.write(page);
            } else if (isComplete(context)) {
                assertThat(seen)
                        .as("what docs/coverage.md says of %s; -Dkeyhold.writeCoverage=true writes it", client.title())
                        .containsExactlyEntriesOf(said);
            }
        }
    }

    private SortedMap<String, String> seen() {
        SortedMap<String, EnumSet<Transport>> transports = new TreeMap<>();
        for (ClientServer server : Stream.concat(Transport.started().stream(), ownServers.stream()).toList()) {
            for (RecordedCall call : server.calls()) {
                if (call.succeeded() && !before.contains(call.id())) {
                    transports
                            .computeIfAbsent(call.operation(), _ -> EnumSet.noneOf(Transport.class))
                            .add(server.transport());
                }
            }
        }
        SortedMap<String, String> cells = new TreeMap<>();
        transports.forEach(
                (operation, over) -> cells.put(operation, over.size() == 2 ? "both" : over.iterator().next().name()));
        return cells;
    }

    private boolean isComplete(ExtensionContext context) {
        List<Method> tests =
                AnnotationSupport.findAnnotatedMethods(
                        context.getRequiredTestClass(), Testable.class, HierarchyTraversalMode.TOP_DOWN);
        return complete && succeeded.containsAll(tests);
    }
}
