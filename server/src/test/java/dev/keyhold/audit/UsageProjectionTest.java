package dev.keyhold.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import dev.keyhold.store.sqlite.SqliteUsageIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UsageProjectionTest {

    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String OTHER =
            "arn:aws:kms:eu-central-1:111122223333:key/ffffffff-12ab-34cd-56ef-1234567890ab";
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir Path directory;

    private Store store;
    private LoggingNode node;

    @BeforeEach
    void openTheNode() {
        store = SqliteStore.open(directory);
        node = new LoggingNode(store, "a");
    }

    @AfterEach
    void closeTheNode() {
        node.close();
        store.close();
    }

    private Path indexFile() {
        return directory.resolve("index.db");
    }

    private UsageProjection projection() {
        return new UsageProjection(store.logs(), SqliteUsageIndex.open(indexFile()));
    }

    private void use(String user, String operation, Optional<String> error, Instant time, String... keys) {
        AuditRecord record =
                new AuditRecord(
                        "event",
                        "request",
                        time,
                        "kms.amazonaws.com",
                        operation,
                        true,
                        "AwsApiCall",
                        LoggingNode.REGION,
                        LoggingNode.ACCOUNT,
                        new AuditRecord.Actor(
                                "IAMUser",
                                "AIDA" + user,
                                arn(user),
                                LoggingNode.ACCOUNT,
                                "AKIA",
                                Optional.of(user),
                                Optional.empty()),
                        new AuditRecord.Origin("192.0.2.1", "client of " + user, "host"),
                        error.map(code -> new AuditRecord.Failure(code, "refused")),
                        Fields.none(),
                        Fields.none(),
                        Fields.none(),
                        List.of(keys).stream().map(key -> new AuditRecord.Resource(key, LoggingNode.ACCOUNT)).toList());
        node.commit(new String(new AuditRecordWriter().write(record), StandardCharsets.UTF_8));
    }

    private static String arn(String user) {
        return "arn:aws:iam::" + LoggingNode.ACCOUNT + ":user/" + user;
    }

    private static Usage usage(String user, String operation, String result, int count, Instant first, Instant last) {
        return new Usage(
                new Usage.Tuple(
                        first.toString().substring(0, 10), LoggingNode.ACCOUNT, KEY, arn(user), operation, result),
                count,
                first,
                new Usage.Use(last, "192.0.2.1", "client of " + user, "event", "request"));
    }

    private static List<Usage> ofKey(UsageProjection projection) {
        return projection.ofKey(LoggingNode.ACCOUNT, KEY, "2026-01-01");
    }

    @Test
    void aLookupCountsEveryCallThatWasAnsweredBeforeIt() {
        try (UsageProjection projection = projection()) {
            for (int call = 1; call <= 20; call++) {
                Instant time = NOON.plusSeconds(call);
                use("alice", "Encrypt", Optional.empty(), time, KEY);
                assertThat(ofKey(projection))
                        .containsExactly(usage("alice", "Encrypt", "ok", call, NOON.plusSeconds(1), time));
            }
        }
    }

    @Test
    void usesAreToldApartByPrincipalOperationResultAndDay() {
        use("alice", "Encrypt", Optional.empty(), NOON, KEY);
        use("alice", "Decrypt", Optional.empty(), NOON, KEY);
        use("alice", "Decrypt", Optional.of("AccessDenied"), NOON, KEY);
        use("bob", "Decrypt", Optional.empty(), NOON, KEY);
        use("bob", "Decrypt", Optional.empty(), NOON.plusSeconds(86_400), KEY);
        try (UsageProjection projection = projection()) {
            assertThat(ofKey(projection))
                    .containsExactlyInAnyOrder(
                            usage("alice", "Encrypt", "ok", 1, NOON, NOON),
                            usage("alice", "Decrypt", "ok", 1, NOON, NOON),
                            usage("alice", "Decrypt", "AccessDenied", 1, NOON, NOON),
                            usage("bob", "Decrypt", "ok", 1, NOON, NOON),
                            usage("bob", "Decrypt", "ok", 1, NOON.plusSeconds(86_400), NOON.plusSeconds(86_400)));
        }
    }

    @Test
    void aCallThatConcernsTwoKeysCountsForBothAndOneOfOtherKeysForNone() {
        use("alice", "ReEncrypt", Optional.empty(), NOON, OTHER, KEY);
        use("alice", "Encrypt", Optional.empty(), NOON, OTHER);
        use("alice", "ListKeys", Optional.empty(), NOON);
        try (UsageProjection projection = projection()) {
            assertThat(ofKey(projection)).containsExactly(usage("alice", "ReEncrypt", "ok", 1, NOON, NOON));
            assertThat(projection.ofKey(LoggingNode.ACCOUNT, OTHER, "2026-01-01")).hasSize(2);
        }
    }

    @Test
    void aLookupShowsNothingOfOtherAccountsAndOfEarlierDays() {
        use("alice", "Encrypt", Optional.empty(), NOON, KEY);
        try (UsageProjection projection = projection()) {
            assertThat(projection.ofKey("999999999999", KEY, "2026-01-01")).isEmpty();
            assertThat(projection.ofKey(LoggingNode.ACCOUNT, KEY, "2026-05-02")).isEmpty();
            assertThat(projection.ofKey(LoggingNode.ACCOUNT, KEY, "2026-05-01")).hasSize(1);
        }
    }

    @Test
    void whatWasCountedIsNotCountedAgainAfterARestart() {
        use("alice", "Encrypt", Optional.empty(), NOON, KEY);
        try (UsageProjection projection = projection()) {
            assertThat(ofKey(projection)).hasSize(1);
        }
        try (UsageIndex index = SqliteUsageIndex.open(indexFile())) {
            assertThat(index.cursor("a")).isEqualTo(1);
        }
        use("alice", "Encrypt", Optional.empty(), NOON.plusSeconds(1), KEY);
        try (UsageProjection projection = projection()) {
            assertThat(ofKey(projection))
                    .containsExactly(usage("alice", "Encrypt", "ok", 2, NOON, NOON.plusSeconds(1)));
        }
    }

    @Test
    void aLostIndexIsFilledAgainFromTheLog() throws Exception {
        for (int call = 0; call < 30; call++) {
            use(call % 3 == 0 ? "alice" : "bob", "Encrypt", Optional.empty(), NOON.plusSeconds(call), KEY);
        }
        List<Usage> before;
        try (UsageProjection projection = projection()) {
            before = ofKey(projection);
            assertThat(before.stream().mapToLong(Usage::count).sum()).isEqualTo(30);
        }
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(directory.resolve("index.db" + suffix));
        }
        try (UsageProjection projection = projection()) {
            assertThat(ofKey(projection)).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void aLogLongerThanOnePageIsCountedWhole() throws Exception {
        Usage.Tuple alice = usage("alice", "Encrypt", "ok", 1, NOON, NOON).key();
        LoggingNode.atOnce(5000, call -> use("alice", "Encrypt", Optional.empty(), NOON, KEY));
        try (UsageProjection projection = projection()) {
            assertThat(ofKey(projection)).hasSize(1);
            assertThat(ofKey(projection).getFirst().key()).isEqualTo(alice);
            assertThat(ofKey(projection).getFirst().count()).isEqualTo(5000);
        }
    }
}
