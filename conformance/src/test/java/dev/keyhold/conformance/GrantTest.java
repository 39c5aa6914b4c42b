package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;

/// Grants as a client meets them: what they allow, what they do not, and how they end.
final class GrantTest {

    private static final String ACCOUNT = SharedServer.ACCOUNT;
    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("plain");
    private static final Map<String, String> CONTEXT = Map.of("tenant", "blue", "table", "orders");

    private static final String MANAGES_GRANTS =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
              "Action":["kms:CreateGrant","kms:ListGrants","kms:RevokeGrant","kms:ListRetirableGrants"]}]}
            """;
    private static final String RETIRES =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":"kms:RetireGrant"}]}
            """;
    private static final String NEVER_RETIRES =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Resource":"*","Action":"kms:RetireGrant"}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    private static KeyholdProcess server;
    private static KmsClient root;
    private static KmsClient alice;
    private static KmsClient bob;
    private static KmsClient manager;
    private static KmsClient retirer;
    private static KmsClient unwilling;

    private KeyMetadata key;

    @BeforeAll
    static void startTheServer() throws IOException {
        Users users =
                new Users(directory)
                        .with("alice", Users.NOTHING)
                        .with("bob", Users.NOTHING)
                        .with("manager", MANAGES_GRANTS)
                        .with("retirer", RETIRES)
                        .with("unwilling", NEVER_RETIRES);
        server =
                KeyholdProcess.serve(SharedServer.rootEnvironment(), users.arguments("dev", "--listen", "127.0.0.1:0"));
        root = Endpoint.http(server.port()).kms(Credential.ROOT);
        alice = client("alice");
        bob = client("bob");
        manager = client("manager");
        retirer = client("retirer");
        unwilling = client("unwilling");
    }

    private static KmsClient client(String user) {
        return Endpoint.http(server.port()).kms(Users.of(server, user));
    }

    @AfterAll
    static void stopTheServer() {
        List.of(root, alice, bob, manager, retirer, unwilling).forEach(KmsClient::close);
        server.close();
    }

    @BeforeEach
    void makeAKey() {
        key = root.createKey().keyMetadata();
    }

    private static String user(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    }

    private CreateGrantResponse grant(String grantee, GrantOperation... operations) {
        return root.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(user(grantee)).operations(operations));
    }

    private SdkBytes blob(Map<String, String> context) {
        return root.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN).encryptionContext(context)).ciphertextBlob();
    }

    private void decrypts(KmsClient who, SdkBytes blob, Map<String, String> context) {
        assertThat(who.decrypt(r -> r.ciphertextBlob(blob).keyId(key.arn()).encryptionContext(context)).plaintext())
                .isEqualTo(PLAIN);
    }

    private Refusal refusedDecrypt(KmsClient who, SdkBytes blob, Map<String, String> context) {
        return Refusal.of(() -> who.decrypt(r -> r.ciphertextBlob(blob).keyId(key.arn()).encryptionContext(context)));
    }

    private List<GrantListEntry> grants() {
        return root.listGrants(r -> r.keyId(key.keyId())).grants();
    }

    @Test
    void aGrantAllowsItsOperationsToItsGranteeAtOnceAndNothingElse() {
        SdkBytes blob = blob(Map.of());
        refusedDecrypt(alice, blob, Map.of())
                .is(
                        "AccessDeniedException",
                        "User: %s is not authorized to perform: kms:Decrypt on resource: %s because no identity-based policy allows the kms:Decrypt action"
                                .formatted(user("alice"), key.arn()));
        grant("alice", GrantOperation.DECRYPT, GrantOperation.DESCRIBE_KEY);

        decrypts(alice, blob, Map.of());
        assertThat(alice.decrypt(r -> r.ciphertextBlob(blob)).keyId()).isEqualTo(key.arn());
        assertThat(alice.describeKey(r -> r.keyId(key.keyId())).keyMetadata().arn()).isEqualTo(key.arn());
        Refusal.of(() -> alice.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN))).hasCode("AccessDeniedException");
        Refusal.of(() -> alice.listGrants(r -> r.keyId(key.keyId()))).hasCode("AccessDeniedException");
        Refusal.of(() -> alice.disableKey(r -> r.keyId(key.keyId()))).hasCode("AccessDeniedException");
        refusedDecrypt(bob, blob, Map.of()).hasCode("AccessDeniedException");
        String other = root.createKey().keyMetadata().keyId();
        SdkBytes ofOther = root.encrypt(r -> r.keyId(other).plaintext(PLAIN)).ciphertextBlob();
        Refusal.of(() -> alice.decrypt(r -> r.ciphertextBlob(ofOther))).hasCode("AccessDeniedException");
    }

    @Test
    void aGrantTokenIsTakenWithEveryUseAndGivesNoRightByItself() {
        CreateGrantResponse made = grant("alice", GrantOperation.ENCRYPT, GrantOperation.GENERATE_DATA_KEY);
        assertThat(made.grantId()).matches("[0-9a-f]{64}");
        String token = made.grantToken();
        alice.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN).grantTokens(token, token));
        alice.generateDataKey(r -> r.keyId(key.keyId()).numberOfBytes(16).grantTokens(token));
        Refusal.of(() -> bob.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN).grantTokens(token)))
                .hasCode("AccessDeniedException");
        Refusal.of(() -> alice.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN).grantTokens(token, "forged")))
                .hasCode("InvalidGrantTokenException");
        Refusal.of(() ->
                        alice.encrypt(r ->
                                r.keyId(key.keyId())
                                        .plaintext(PLAIN)
                                        .grantTokens(IntStream.range(0, 11).mapToObj(i -> token).toList())))
                .hasCode("ValidationException");
    }

    @Test
    void anEqualsConstraintAsksForExactlyThatContext() {
        root.createGrant(r ->
                r.keyId(key.keyId())
                        .granteePrincipal(user("alice"))
                        .operations(GrantOperation.DECRYPT, GrantOperation.ENCRYPT, GrantOperation.DESCRIBE_KEY)
                        .constraints(c -> c.encryptionContextEquals(CONTEXT)));
        decrypts(alice, blob(CONTEXT), CONTEXT);
        alice.describeKey(r -> r.keyId(key.keyId()));
        for (Map<String, String> other :
                List.of(
                        Map.<String, String>of(),
                        Map.of("tenant", "blue"),
                        Map.of("tenant", "blue", "table", "Orders"),
                        Map.of("Tenant", "blue", "table", "orders"),
                        Map.of("tenant", "blue", "table", "orders", "row", "1"))) {
            refusedDecrypt(alice, blob(other), other).hasCode("AccessDeniedException");
            Refusal.of(() -> alice.encrypt(r -> r.keyId(key.keyId()).plaintext(PLAIN).encryptionContext(other)))
                    .hasCode("AccessDeniedException");
        }
    }

    @Test
    void aSubsetConstraintAsksForThosePairsAmongOthers() {
        root.createGrant(r ->
                r.keyId(key.keyId())
                        .granteePrincipal(user("alice"))
                        .operations(
                                GrantOperation.DECRYPT, GrantOperation.RE_ENCRYPT_FROM, GrantOperation.RE_ENCRYPT_TO)
                        .constraints(c -> c.encryptionContextSubset(Map.of("tenant", "blue"))));
        Map<String, String> red = Map.of("tenant", "red", "table", "orders");
        decrypts(alice, blob(CONTEXT), CONTEXT);
        refusedDecrypt(alice, blob(red), red).hasCode("AccessDeniedException");
        refusedDecrypt(alice, blob(Map.of()), Map.of()).hasCode("AccessDeniedException");

        SdkBytes blob = blob(CONTEXT);
        alice.reEncrypt(r ->
                r.ciphertextBlob(blob)
                        .sourceEncryptionContext(CONTEXT)
                        .destinationKeyId(key.keyId())
                        .destinationEncryptionContext(Map.of("tenant", "blue")));
        Refusal.of(() ->
                        alice.reEncrypt(r ->
                                r.ciphertextBlob(blob)
                                        .sourceEncryptionContext(CONTEXT)
                                        .destinationKeyId(key.keyId())
                                        .destinationEncryptionContext(red)))
                .hasCode("AccessDeniedException");
    }

    @Test
    void whoHoldsAGrantGrantsNoMoreThanItAllows() {
        root.createGrant(r ->
                r.keyId(key.keyId())
                        .granteePrincipal(user("alice"))
                        .operations(GrantOperation.DECRYPT, GrantOperation.ENCRYPT, GrantOperation.CREATE_GRANT)
                        .constraints(c -> c.encryptionContextSubset(Map.of("tenant", "blue"))));

        Refusal.of(() -> toBob(GrantOperation.DECRYPT, null, null)).hasCode("AccessDeniedException");
        Refusal.of(() -> toBob(GrantOperation.DECRYPT, Map.of("tenant", "red"), null)).hasCode("AccessDeniedException");
        Refusal.of(() -> toBob(GrantOperation.DECRYPT, null, Map.of("table", "orders")))
                .hasCode("AccessDeniedException");
        Refusal.of(() -> toBob(GrantOperation.GENERATE_DATA_KEY, Map.of("tenant", "blue"), null))
                .hasCode("AccessDeniedException");
        assertThat(grants()).hasSize(1);

        toBob(GrantOperation.DECRYPT, null, CONTEXT);
        decrypts(bob, blob(CONTEXT), CONTEXT);
        refusedDecrypt(bob, blob(Map.of("tenant", "blue")), Map.of("tenant", "blue")).hasCode("AccessDeniedException");
    }

    private void toBob(
            GrantOperation operation, @Nullable Map<String, String> subset, @Nullable Map<String, String> equal) {
        alice.createGrant(r ->
                r.keyId(key.arn())
                        .granteePrincipal(user("bob"))
                        .operations(operation)
                        .constraints(c -> c.encryptionContextSubset(subset).encryptionContextEquals(equal)));
    }

    @Test
    void whoMayGrantByPolicyGrantsEvenWhatHeMayNotDoHimself() {
        SdkBytes blob = blob(Map.of());
        refusedDecrypt(manager, blob, Map.of()).hasCode("AccessDeniedException");
        manager.createGrant(r -> r.keyId(key.keyId()).granteePrincipal(user("bob")).operations(GrantOperation.DECRYPT));
        decrypts(bob, blob, Map.of());
        refusedDecrypt(manager, blob, Map.of()).hasCode("AccessDeniedException");
    }

    @Test
    void aRepeatedRequestWithANameFindsItsGrant() {
        CreateGrantResponse first = named("backup", GrantOperation.DECRYPT);
        CreateGrantResponse again = named("backup", GrantOperation.DECRYPT);
        assertThat(again.grantId()).isEqualTo(first.grantId());
        assertThat(again.grantToken()).isNotEqualTo(first.grantToken());
        assertThat(named("backup", GrantOperation.ENCRYPT).grantId()).isNotEqualTo(first.grantId());
        assertThat(named("Backup", GrantOperation.DECRYPT).grantId()).isNotEqualTo(first.grantId());
        assertThat(grants()).hasSize(3);

        root.retireGrant(r -> r.grantToken(first.grantToken()));
        assertThat(named("backup", GrantOperation.DECRYPT).grantId()).isNotEqualTo(first.grantId());
        Refusal.of(() -> root.retireGrant(r -> r.grantToken(again.grantToken()))).hasCode("NotFoundException");

        assertThat(grant("bob", GrantOperation.DECRYPT).grantId())
                .isNotEqualTo(grant("bob", GrantOperation.DECRYPT).grantId());
    }

    private CreateGrantResponse named(String name, GrantOperation operation) {
        return root.createGrant(
                r -> r.keyId(key.keyId()).granteePrincipal(user("alice")).name(name).operations(operation));
    }

    @Test
    void manyEqualRequestsAtOnceMakeOneGrant() throws Exception {
        Set<String> ids = new HashSet<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
            List<Future<CreateGrantResponse>> running = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                running.add(callers.submit(() -> named("once", GrantOperation.DECRYPT)));
            }
            for (Future<CreateGrantResponse> done : running) {
                ids.add(done.get().grantId());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(grants()).extracting(GrantListEntry::grantId).containsExactlyElementsOf(ids);
    }

    @Test
    void aRevokedGrantAllowsNothing() {
        SdkBytes blob = blob(Map.of());
        String id = grant("alice", GrantOperation.DECRYPT).grantId();
        String second = grant("alice", GrantOperation.DECRYPT).grantId();
        decrypts(alice, blob, Map.of());
        Refusal.of(() -> alice.revokeGrant(r -> r.keyId(key.keyId()).grantId(id))).hasCode("AccessDeniedException");
        manager.revokeGrant(r -> r.keyId(key.keyId()).grantId(id));
        decrypts(alice, blob, Map.of());
        root.revokeGrant(r -> r.keyId(key.arn()).grantId(second));
        refusedDecrypt(alice, blob, Map.of()).hasCode("AccessDeniedException");

        Refusal.of(() -> root.revokeGrant(r -> r.keyId(key.keyId()).grantId(id)))
                .is("NotFoundException", "Grant " + id + " is not found.");
        Refusal.of(() -> root.revokeGrant(r -> r.keyId(key.keyId()).grantId(id.toUpperCase(java.util.Locale.ROOT))))
                .hasCode("InvalidGrantIdException");
        String other = root.createKey().keyMetadata().keyId();
        String third = grant("alice", GrantOperation.DECRYPT).grantId();
        Refusal.of(() -> root.revokeGrant(r -> r.keyId(other).grantId(third))).hasCode("NotFoundException");
        decrypts(alice, blob, Map.of());
    }

    @Test
    void aGrantIsRetiredByWhomItConcernsAndByNobodyElse() {
        String byPrincipal = retirableBy("bob", GrantOperation.DECRYPT).grantId();
        Refusal.of(() -> alice.retireGrant(r -> r.keyId(key.arn()).grantId(byPrincipal)))
                .is(
                        "AccessDeniedException",
                        "User: %s is not authorized to perform: kms:RetireGrant on resource: %s because no identity-based policy allows the kms:RetireGrant action"
                                .formatted(user("alice"), key.arn()));
        Refusal.of(() -> manager.retireGrant(r -> r.keyId(key.arn()).grantId(byPrincipal)))
                .hasCode("AccessDeniedException");
        bob.retireGrant(r -> r.keyId(key.arn()).grantId(byPrincipal));

        CreateGrantResponse byGrantee = grant("alice", GrantOperation.DECRYPT, GrantOperation.RETIRE_GRANT);
        Refusal.of(() -> bob.retireGrant(r -> r.grantToken(byGrantee.grantToken()))).hasCode("AccessDeniedException");
        alice.retireGrant(r -> r.grantToken(byGrantee.grantToken()));

        CreateGrantResponse byAccount = grant("alice", GrantOperation.DECRYPT);
        root.retireGrant(r -> r.grantToken(byAccount.grantToken()));

        CreateGrantResponse delegated = grant("alice", GrantOperation.DECRYPT);
        retirer.retireGrant(r -> r.keyId(key.arn()).grantId(delegated.grantId()));

        CreateGrantResponse denied = retirableBy("unwilling", GrantOperation.DECRYPT);
        Refusal.of(() -> unwilling.retireGrant(r -> r.grantToken(denied.grantToken())))
                .says("AccessDeniedException", "with an explicit deny in an identity-based policy");
        assertThat(grants()).extracting(GrantListEntry::grantId).containsExactly(denied.grantId());
    }

    private CreateGrantResponse retirableBy(String name, GrantOperation operation) {
        return root.createGrant(r ->
                r.keyId(key.keyId())
                        .granteePrincipal(user("alice"))
                        .retiringPrincipal(user(name))
                        .operations(operation));
    }

    @Test
    void aKeyPolicyHasNoPartInRetiring() {
        String policy =
                KeyPolicyTest.DEFAULT.replace(
                        "\"Statement\":[",
                        "\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                                + user("alice")
                                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"},");
        root.putKeyPolicy(r -> r.keyId(key.keyId()).policy(policy));
        String id = grant("bob", GrantOperation.DECRYPT).grantId();
        Refusal.of(() -> alice.retireGrant(r -> r.keyId(key.arn()).grantId(id))).hasCode("AccessDeniedException");
        alice.revokeGrant(r -> r.keyId(key.arn()).grantId(id));
    }

    @Test
    void aGrantIsNamedInOneWayToRetireIt() {
        CreateGrantResponse made = grant("alice", GrantOperation.DECRYPT);
        Refusal.of(() -> root.retireGrant(r -> r.dryRun(false))).hasCode("ValidationException");
        Refusal.of(() -> root.retireGrant(r -> r.keyId(key.arn()))).hasCode("ValidationException");
        Refusal.of(() -> root.retireGrant(r -> r.grantId(made.grantId()))).hasCode("ValidationException");
        Refusal.of(() -> root.retireGrant(r -> r.grantToken(made.grantToken()).keyId(key.arn())))
                .hasCode("ValidationException");
        Refusal.of(() -> root.retireGrant(r -> r.grantToken("forged"))).hasCode("InvalidGrantTokenException");
        Refusal.of(() -> root.retireGrant(r -> r.keyId(key.arn()).grantId("1"))).hasCode("InvalidGrantIdException");
        Refusal.of(() -> root.retireGrant(r -> r.keyId(key.arn()).grantId("0".repeat(64))))
                .hasCode("NotFoundException");
        assertThat(grants()).hasSize(1);
    }

    @Test
    void aDryRunTellsWhetherItWouldSucceedAndDoesNothing() {
        String id = grant("alice", GrantOperation.DECRYPT).grantId();
        Refusal.of(() ->
                        root.createGrant(r ->
                                r.keyId(key.keyId())
                                        .granteePrincipal(user("bob"))
                                        .operations(GrantOperation.DECRYPT)
                                        .dryRun(true)))
                .hasCode("DryRunOperationException");
        Refusal.of(() -> root.revokeGrant(r -> r.keyId(key.keyId()).grantId(id).dryRun(true)))
                .hasCode("DryRunOperationException");
        Refusal.of(() -> root.retireGrant(r -> r.keyId(key.keyId()).grantId(id).dryRun(true)))
                .hasCode("DryRunOperationException");
        Refusal.of(() -> bob.revokeGrant(r -> r.keyId(key.keyId()).grantId(id).dryRun(true)))
                .hasCode("AccessDeniedException");
        Refusal.of(() -> bob.retireGrant(r -> r.keyId(key.keyId()).grantId(id).dryRun(true)))
                .hasCode("AccessDeniedException");
        assertThat(grants()).extracting(GrantListEntry::grantId).containsExactly(id);
    }

    @Test
    void aListShowsGrantsAsTheyWereMade() {
        Map<String, String> pairs = Map.of("tenant", "blue");
        CreateGrantResponse made =
                root.createGrant(r ->
                        r.keyId(key.keyId())
                                .granteePrincipal(user("alice"))
                                .retiringPrincipal("arn:aws:iam::" + ACCOUNT + ":root")
                                .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT, GrantOperation.ENCRYPT)
                                .constraints(c -> c.encryptionContextSubset(pairs))
                                .name("batch"));
        GrantListEntry entry = grants().getFirst();
        assertThat(entry.keyId()).isEqualTo(key.arn());
        assertThat(entry.grantId()).isEqualTo(made.grantId());
        assertThat(entry.name()).isEqualTo("batch");
        assertThat(entry.granteePrincipal()).isEqualTo(user("alice"));
        assertThat(entry.retiringPrincipal()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(entry.issuingAccount()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(entry.operations()).containsExactlyInAnyOrder(GrantOperation.DECRYPT, GrantOperation.ENCRYPT);
        assertThat(entry.constraints().encryptionContextSubset()).isEqualTo(pairs);
        assertThat(entry.constraints().hasEncryptionContextEquals()).isFalse();
        assertThat(entry.granteeServicePrincipal()).isNull();

        CreateGrantResponse plain =
                manager.createGrant(
                        r -> r.keyId(key.keyId()).granteePrincipal(user("bob")).operations(GrantOperation.DECRYPT));
        GrantListEntry other = root.listGrants(r -> r.keyId(key.keyId()).grantId(plain.grantId())).grants().getFirst();
        assertThat(other.name()).isEmpty();
        assertThat(other.constraints()).isNull();
        assertThat(other.retiringPrincipal()).isNull();
    }

    @Test
    void listsComeInPagesAndByGrantee() {
        Set<String> ofAlice = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            ofAlice.add(grant("alice", GrantOperation.DECRYPT).grantId());
        }
        String ofBob = grant("bob", GrantOperation.DECRYPT).grantId();
        List<String> seen = new ArrayList<>();
        root.listGrantsPaginator(r -> r.keyId(key.keyId()).limit(3))
                .grants()
                .forEach(entry -> seen.add(entry.grantId()));
        assertThat(seen).hasSize(8).isSorted().containsAll(ofAlice).contains(ofBob);

        ListGrantsResponse page = root.listGrants(r -> r.keyId(key.keyId()).granteePrincipal(user("alice")).limit(4));
        assertThat(page.truncated()).isTrue();
        ListGrantsResponse rest =
                root.listGrants(
                        r -> r.keyId(key.keyId()).granteePrincipal(user("alice")).limit(4).marker(page.nextMarker()));
        assertThat(rest.truncated()).isFalse();
        assertThat(rest.nextMarker()).isNull();
        Set<String> pages = new HashSet<>();
        page.grants().forEach(entry -> pages.add(entry.grantId()));
        rest.grants().forEach(entry -> pages.add(entry.grantId()));
        assertThat(pages).isEqualTo(ofAlice);

        Refusal.of(() -> root.listGrants(r -> r.keyId(key.keyId()).marker(page.nextMarker())))
                .hasCode("InvalidMarkerException");
        assertThat(root.listGrants(r -> r.keyId(key.keyId()).grantId(ofBob).granteePrincipal(user("alice"))).grants())
                .isEmpty();
        assertThat(root.listGrants(r -> r.keyId(key.keyId()).grantId("0".repeat(64))).grants()).isEmpty();
        Refusal.of(() -> root.listGrants(r -> r.keyId(key.keyId()).grantId("x"))).hasCode("InvalidGrantIdException");
        Refusal.of(() -> root.listGrants(r -> r.keyId("alias/nothing"))).hasCode("NotFoundException");
    }

    @Test
    void retirableGrantsAreListedOverAllKeys() {
        KeyMetadata second = root.createKey().keyMetadata();
        String retiring = "arn:aws:iam::" + ACCOUNT + ":user/retires-" + key.keyId();
        Set<String> ids = new HashSet<>();
        for (KeyMetadata of : List.of(key, key, second)) {
            ids.add(
                    root.createGrant(r ->
                                    r.keyId(of.keyId())
                                            .granteePrincipal(user("alice"))
                                            .retiringPrincipal(retiring)
                                            .operations(GrantOperation.DECRYPT))
                            .grantId());
        }
        grant("alice", GrantOperation.DECRYPT);
        ListRetirableGrantsResponse page = manager.listRetirableGrants(r -> r.retiringPrincipal(retiring).limit(2));
        assertThat(page.truncated()).isTrue();
        Set<String> seen = new HashSet<>();
        manager.listRetirableGrantsPaginator(r -> r.retiringPrincipal(retiring).limit(2))
                .grants()
                .forEach(entry -> seen.add(entry.grantId()));
        assertThat(seen).isEqualTo(ids);

        Refusal.of(() -> bob.listRetirableGrants(r -> r.retiringPrincipal(retiring))).hasCode("AccessDeniedException");
        Refusal.of(() -> root.listRetirableGrants(r -> r.limit(5))).hasCode("ValidationException");
        Refusal.of(() -> root.listRetirableGrants(r -> r.retiringPrincipal("arn:aws:iam::999999999999:user/alice")))
                .hasCode("InvalidArnException");
        Refusal.of(() -> root.listRetirableGrants(r -> r.retiringPrincipal(retiring).marker("bm90IG91cnM")))
                .hasCode("InvalidMarkerException");
    }

    @Test
    void aServiceHoldsAGrantWithItsSourceAndSomebodyWhoRetiresIt() {
        String bucket = "arn:aws:s3:us-east-1:" + ACCOUNT + ":bucket";
        Refusal.of(() ->
                        root.createGrant(r ->
                                r.keyId(key.keyId())
                                        .granteeServicePrincipal("s3.amazonaws.com")
                                        .operations(GrantOperation.DECRYPT)
                                        .constraints(c -> c.sourceArn(bucket))))
                .hasCode("ValidationException");
        Refusal.of(() ->
                        root.createGrant(r ->
                                r.keyId(key.keyId())
                                        .granteeServicePrincipal("s3.amazonaws.com")
                                        .retiringServicePrincipal("s3.amazonaws.com")
                                        .operations(GrantOperation.DECRYPT)))
                .hasCode("ValidationException");
        root.createGrant(r ->
                r.keyId(key.keyId())
                        .granteeServicePrincipal("s3.amazonaws.com")
                        .retiringServicePrincipal("s3.amazonaws.com")
                        .operations(GrantOperation.DECRYPT)
                        .constraints(c -> c.sourceArn(bucket)));
        GrantListEntry entry =
                root.listGrants(r -> r.keyId(key.keyId()).granteeServicePrincipal("s3.amazonaws.com"))
                        .grants()
                        .getFirst();
        assertThat(entry.granteeServicePrincipal()).isEqualTo("s3.amazonaws.com");
        assertThat(entry.granteePrincipal()).isEqualTo("s3.us-east-1.amazonaws.com");
        assertThat(entry.retiringServicePrincipal()).isEqualTo("s3.amazonaws.com");
        assertThat(entry.retiringPrincipal()).isNull();
        assertThat(entry.constraints().sourceArn()).isEqualTo(bucket);
        assertThat(root.listRetirableGrants(r -> r.retiringServicePrincipal("s3.amazonaws.com")).grants())
                .extracting(GrantListEntry::grantId)
                .contains(entry.grantId());
    }

    @Test
    void aGrantThatCannotBeIsRefusedAndMakesNothing() {
        String id = key.keyId();
        Refusal.of(() -> root.createGrant(r -> r.keyId(id).operations(GrantOperation.DECRYPT)))
                .hasCode("ValidationException");
        Refusal.of(() ->
                        root.createGrant(r ->
                                r.keyId(id)
                                        .granteePrincipal(user("alice"))
                                        .granteeServicePrincipal("s3.amazonaws.com")
                                        .operations(GrantOperation.DECRYPT)))
                .hasCode("ValidationException");
        Refusal.of(() -> grant("alice")).hasCode("ValidationException");
        for (GrantOperation unsuited :
                List.of(
                        GrantOperation.SIGN,
                        GrantOperation.VERIFY,
                        GrantOperation.GET_PUBLIC_KEY,
                        GrantOperation.GENERATE_MAC,
                        GrantOperation.VERIFY_MAC,
                        GrantOperation.DERIVE_SHARED_SECRET)) {
            Refusal.of(() -> grant("alice", GrantOperation.DECRYPT, unsuited)).hasCode("ValidationException");
        }
        for (String nobody :
                List.of(
                        "alice",
                        ACCOUNT,
                        "s3.amazonaws.com",
                        "arn:aws:iam::" + ACCOUNT + ":group/staff",
                        "arn:aws:iam::" + ACCOUNT + ":user/",
                        "arn:aws-cn:iam::" + ACCOUNT + ":user/alice",
                        "arn:aws:iam::" + ACCOUNT + ":USER/alice",
                        "arn:aws:iam:us-east-1:" + ACCOUNT + ":user/alice",
                        "arn:aws:iam::12345:user/alice",
                        key.arn())) {
            Refusal.of(() ->
                            root.createGrant(
                                    r -> r.keyId(id).granteePrincipal(nobody).operations(GrantOperation.DECRYPT)))
                    .is("InvalidArnException", "ARN does not refer to a valid principal: " + nobody);
            Refusal.of(() ->
                            root.createGrant(r ->
                                    r.keyId(id)
                                            .granteePrincipal(user("alice"))
                                            .retiringPrincipal(nobody)
                                            .operations(GrantOperation.DECRYPT)))
                    .hasCode("InvalidArnException");
        }
        Refusal.of(() -> constrained(CONTEXT, CONTEXT)).is("ValidationException", "More than one constraint supplied");
        Refusal.of(() -> constrained(pairs(9, 1), null)).hasCode("ValidationException");
        Refusal.of(() -> constrained(null, pairs(1, 385))).hasCode("ValidationException");
        assertThat(grants()).isEmpty();
        constrained(pairs(8, 384), Map.of());
        constrained(Map.of(), Map.of());
        assertThat(grants()).hasSize(2).satisfiesOnlyOnce(entry -> assertThat(entry.constraints()).isNull());
    }

    private void constrained(@Nullable Map<String, String> subset, @Nullable Map<String, String> equal) {
        root.createGrant(r ->
                r.keyId(key.keyId())
                        .granteePrincipal(user("alice"))
                        .operations(GrantOperation.DECRYPT)
                        .constraints(c -> c.encryptionContextSubset(subset).encryptionContextEquals(equal)));
    }

    private static Map<String, String> pairs(int count, int length) {
        Map<String, String> pairs = new java.util.HashMap<>();
        for (int i = 0; i < count; i++) {
            pairs.put("name" + i, "v".repeat(length));
        }
        return pairs;
    }

    @Test
    void aNameWithAnExpiryMustBeWellFormedAndInTheFuture() {
        for (String name : List.of("a/expires/tomorrow", "a/expires/20200101T000000Z", "a/expires/20261301T000000Z")) {
            Refusal.of(() -> named(name, GrantOperation.DECRYPT)).hasCode("ValidationException");
        }
        named("a/expires/20991231T000000Z", GrantOperation.DECRYPT);
        decrypts(alice, blob(Map.of()), Map.of());
        assertThat(grants()).extracting(GrantListEntry::name).containsExactly("a/expires/20991231T000000Z");
    }

    @Test
    void anExplicitDenyBeatsAGrant() {
        grant("alice", GrantOperation.DECRYPT);
        String policy =
                KeyPolicyTest.DEFAULT.replace(
                        "\"Statement\":[",
                        "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\""
                                + user("alice")
                                + "\"},\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},");
        SdkBytes blob = blob(Map.of());
        decrypts(alice, blob, Map.of());
        root.putKeyPolicy(r -> r.keyId(key.keyId()).policy(policy));
        refusedDecrypt(alice, blob, Map.of())
                .says("AccessDeniedException", "with an explicit deny in a resource-based policy");
    }
}
