package dev.keyhold.authn;

import static dev.keyhold.authn.TestSigner.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.EntityRef;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Hmac;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Attachments;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.Session;
import dev.keyhold.identity.SessionTokens;
import dev.keyhold.identity.User;
import dev.keyhold.protocol.ErrorCode;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.sigv4.PathStyle;
import dev.keyhold.protocol.sigv4.RequestLine;
import dev.keyhold.protocol.sigv4.SignedRequest;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.KeyHierarchy;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

    private static final String ACCOUNT = "111122223333";
    private static final URI ENDPOINT = URI.create("https://kms.example:8443");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final byte[] BODY = utf8("{\"KeyId\":\"alias/a\"}");

    @TempDir Path directory;

    private final Hmac hmac = new Hmac(CryptoPool.shared());
    private final Randomness randomness = Randomness.of(CryptoPool.shared());

    private Store store;
    private CommitStore commits;
    private Epochs epochs;
    private KeyHierarchy hierarchy;
    private AccessKeyFactory factory;
    private AccessKeyFactory.Credential credential;
    private Authenticator authenticator;

    @BeforeEach
    void openTheStoreWithOneUser() {
        store = SqliteStore.open(directory);
        commits = store.commits("a");
        epochs = new Epochs(commits.epoch());
        SecretWrapping wrapping = new SecretWrapping(CryptoPool.shared());
        Deployment deployment = new Deployment(1, true, NOON);
        try (SecretBytes rootKey = randomness.secret(SecretWrapping.KEY_LENGTH)) {
            hierarchy =
                    new KeyHierarchy(
                            wrapping,
                            rootKey,
                            deployment,
                            List.of(KeyHierarchy.first(wrapping, randomness, rootKey, deployment, NOON)));
        }
        factory = new AccessKeyFactory(hierarchy);
        credential = AccessKeyFactory.newCredential(randomness);
        apply(new IdentityChange.Create(new User(ACCOUNT, "/", "alice", "AIDAALICE", NOON, Attachments.NONE)));
        apply(new IdentityChange.CreateAccessKey(wrapped(Optional.of("AIDAALICE"))));
        authenticator = authenticator(null, Set.of("eu-central-1", "us-east-1"));
    }

    @AfterEach
    void closeTheStore() {
        commits.close();
        store.close();
    }

    private AccessKey wrapped(Optional<String> user) {
        return factory.wrap(credential, ACCOUNT, user, NOON);
    }

    private void apply(IdentityChange change) {
        CommitStore.Batch batch = commits.begin(true);
        assertThat(batch.apply(change)).isTrue();
        if (!change.touches().isEmpty()) {
            batch.advanceEpoch(batch.epoch() + 1, change.touches());
        }
        batch.commit();
    }

    private Authenticator authenticator(
            @org.jspecify.annotations.Nullable EnvironmentCredential environment, Set<String> regions) {
        Identities identities = new Identities(store.identities(), epochs, 100);
        Credentials credentials =
                new Credentials(identities, new SessionTokens(hierarchy), hierarchy, hmac, randomness, environment);
        return new Authenticator(credentials, hmac, regions::contains);
    }

    private TestSigner signer() {
        return new TestSigner(credential.id(), credential.secret());
    }

    private static SignedRequest request(Map<String, List<String>> headers) {
        return SignedRequest.read(
                RequestLine.of("POST", "/"), PathStyle.NORMALIZED, TestSigner.received(headers), BODY);
    }

    private static SignedRequest signed(TestSigner signer, Instant time) {
        return request(signer.sign(ENDPOINT, "TrentService.DescribeKey", BODY, time));
    }

    private static String header(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of()).getFirst();
    }

    private Authenticated authenticate(SignedRequest request, Instant arrived) {
        return authenticator.authenticate(request, "kms", arrived, new ReadSet(epochs));
    }

    private Authenticated authenticate(TestSigner signer) {
        return authenticate(signed(signer, NOON), NOON);
    }

    private static void assertRefused(ErrorCode code, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(KmsException.class, refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertRefused(code, "", call);
    }

    @Test
    void whatAClientSignsNamesItsUserAndRegion() {
        Authenticated who = authenticate(signer().inRegion("us-east-1"));
        assertThat(who.caller().arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/alice");
        assertThat(who.caller().accessKeyId()).isEqualTo(credential.id());
        assertThat(who.caller().principalId()).isEqualTo("AIDAALICE");
        assertThat(who.region()).isEqualTo("us-east-1");
    }

    @Test
    void theSecondCallWithARememberedSigningKeyIsVerifiedToo() {
        authenticate(signer());
        assertThat(authenticate(signer()).caller().account()).isEqualTo(ACCOUNT);
        assertRefused(
                ErrorCode.INVALID_SIGNATURE, () -> authenticate(new TestSigner(credential.id(), "not the secret")));
    }

    @Test
    void theDecisionDependsOnTheCredentialAndItsUser() {
        ReadSet reads = new ReadSet(epochs);
        authenticator.authenticate(signed(signer(), NOON), "kms", NOON, reads);
        assertThat(reads.basis().read())
                .containsExactlyInAnyOrder(AccessKey.ref(credential.id()), PolicyHolder.ref("AIDAALICE"));
    }

    @Test
    void aRootCredentialOfTheStoreIsTheAccountsRoot() {
        credential = AccessKeyFactory.newCredential(randomness);
        apply(new IdentityChange.CreateAccessKey(wrapped(Optional.empty())));
        assertThat(authenticate(signer()).caller().arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
    }

    @Test
    void anUnknownAccessKeyIsUnrecognized() {
        assertRefused(
                ErrorCode.UNRECOGNIZED_CLIENT,
                () -> authenticate(new TestSigner("AKIAUNKNOWNUNKNOWN22", credential.secret())));
    }

    @Test
    void anUnknownAccessKeyIsADependencyOfTheRefusal() {
        ReadSet reads = new ReadSet(epochs);
        TestSigner unknown = new TestSigner("AKIAUNKNOWNUNKNOWN22", credential.secret());
        assertRefused(
                ErrorCode.UNRECOGNIZED_CLIENT,
                () -> authenticator.authenticate(signed(unknown, NOON), "kms", NOON, reads));
        assertThat(reads.basis().read()).contains(new EntityRef("access-key/AKIAUNKNOWNUNKNOWN22"));
    }

    @Test
    void anInactiveAccessKeyIsUnrecognizedAndAnActiveOneAgainIsNot() {
        AccessKey stored = store.identities().accessKey(credential.id()).orElseThrow();
        AccessKey off = stored.withActive(false);
        apply(new IdentityChange.UpdateAccessKey(off));
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer()));

        apply(new IdentityChange.UpdateAccessKey(off.withActive(true)));
        Authenticator later = authenticatorAtTheStoresEpoch();
        assertThat(later.authenticate(signed(signer(), NOON), "kms", NOON, new ReadSet(epochs)).region())
                .isEqualTo("eu-central-1");
    }

    private Authenticator authenticatorAtTheStoresEpoch() {
        epochs = new Epochs(commits.epoch());
        return authenticator(null, Set.of("eu-central-1"));
    }

    @Test
    void aWrongSecretIsAWrongSignature() {
        assertRefused(
                ErrorCode.INVALID_SIGNATURE,
                () -> authenticate(new TestSigner(credential.id(), credential.secret().substring(1) + "x")));
    }

    @Test
    void anySingleBitOfTheSignatureCounts() {
        Map<String, List<String>> good = signer().sign(ENDPOINT, "TrentService.DescribeKey", BODY, NOON);
        String authorization = header(good, "authorization");
        int start = authorization.indexOf("Signature=") + "Signature=".length();
        for (int digit = start; digit < start + 64; digit++) {
            char other = Character.forDigit(Character.digit(authorization.charAt(digit), 16) ^ 1, 16);
            Map<String, List<String>> bad = new LinkedHashMap<>(good);
            bad.put(
                    "authorization",
                    List.of(authorization.substring(0, digit) + other + authorization.substring(digit + 1)));
            assertRefused(ErrorCode.INVALID_SIGNATURE, () -> authenticate(request(bad), NOON));
        }
    }

    @Test
    void anythingSignedThatChangesUnderWayBreaksTheSignature() {
        Map<String, List<String>> good = signer().sign(ENDPOINT, "TrentService.DescribeKey", BODY, NOON);
        for (String name : List.of("host", "x-amz-target")) {
            Map<String, List<String>> changed = new LinkedHashMap<>(good);
            changed.put(name, List.of(header(good, name) + "x"));
            assertRefused(ErrorCode.INVALID_SIGNATURE, () -> authenticate(request(changed), NOON));
        }
    }

    @Test
    void randomSignaturesNeverPass() {
        long seed = 20_260_501;
        Random random = new Random(seed);
        Map<String, List<String>> good = signer().sign(ENDPOINT, "TrentService.DescribeKey", BODY, NOON);
        String authorization = header(good, "authorization");
        List<String> passed = new ArrayList<>();
        for (int attempt = 0; attempt < 1000; attempt++) {
            byte[] guess = new byte[32];
            random.nextBytes(guess);
            Map<String, List<String>> forged = new LinkedHashMap<>(good);
            String hex = java.util.HexFormat.of().formatHex(guess);
            forged.put("authorization", List.of(authorization.replaceAll("Signature=.*", "Signature=" + hex)));
            try {
                authenticate(request(forged), NOON);
                passed.add(hex);
            } catch (KmsException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_SIGNATURE);
            }
        }
        assertThat(passed).as("seed %s", seed).isEmpty();
    }

    @Test
    void aRegionThatIsNotServedIsRefused() {
        assertRefused(ErrorCode.INVALID_SIGNATURE, "valid region", () -> authenticate(signer().inRegion("eu-west-1")));
    }

    @Test
    void noRegionAtAllIsSignedForIdentitiesOnly() {
        TestSigner nowhere = signer().inRegion("aws-global");
        assertRefused(ErrorCode.INVALID_SIGNATURE, "valid region", () -> authenticate(nowhere));
        assertThat(authenticateFor("iam", nowhere.forService("iam")).region()).isEqualTo("aws-global");
        assertThat(authenticateFor("sts", nowhere.forService("sts")).region()).isEqualTo("aws-global");
        for (String none : List.of("aws", "global", "aws-global-1x")) {
            assertRefused(
                    ErrorCode.INVALID_SIGNATURE,
                    "",
                    () -> authenticateFor("iam", signer().inRegion(none).forService("iam")));
        }
    }

    private Authenticated authenticateFor(String service, TestSigner signer) {
        return authenticator.authenticate(signed(signer, NOON), service, NOON, new ReadSet(epochs));
    }

    @Test
    void aSignatureForAnotherServiceIsRefused() {
        assertRefused(ErrorCode.INVALID_SIGNATURE, "'kms'", () -> authenticate(signer().forService("sts")));
    }

    @Test
    void aScopeOfAnotherDayIsRefused() {
        Map<String, List<String>> headers = signer().sign(ENDPOINT, "TrentService.DescribeKey", BODY, NOON);
        headers.put("authorization", List.of(header(headers, "authorization").replace("20260501", "20260430")));
        assertRefused(ErrorCode.INVALID_SIGNATURE, "Date", () -> authenticate(request(headers), NOON));
    }

    @Test
    void aSignatureAcrossMidnightCountsForTheDayOnWhichItWasMade() {
        Instant beforeMidnight = Instant.parse("2026-05-01T23:59:59Z");
        SignedRequest request = signed(signer(), beforeMidnight);
        assertThat(authenticate(request, beforeMidnight.plusSeconds(2)).region()).isEqualTo("eu-central-1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300_000, -1, 0, 1, 300_000})
    void aClockWithinFiveMinutesIsAccepted(long millis) {
        SignedRequest request = signed(signer(), NOON);
        assertThat(authenticate(request, NOON.plusMillis(millis)).region()).isEqualTo("eu-central-1");
    }

    @Test
    void aSignatureOlderThanFiveMinutesIsExpired() {
        SignedRequest request = signed(signer(), NOON);
        assertRefused(
                ErrorCode.INVALID_SIGNATURE,
                "Signature expired: 20260501T120000Z is now earlier than 20260501T120000Z (20260501T120500Z - 5 min.)",
                () -> authenticate(request, NOON.plusMillis(300_001)));
    }

    @Test
    void aSignatureMoreThanFiveMinutesAheadIsNotYetCurrent() {
        SignedRequest request = signed(signer(), NOON);
        assertRefused(
                ErrorCode.INVALID_SIGNATURE,
                "Signature not yet current: 20260501T120000Z is still later than 20260501T115959Z",
                () -> authenticate(request, NOON.minusMillis(300_001)));
    }

    @Test
    void aStaleRequestLooksUpNoCredential() {
        ReadSet reads = new ReadSet(epochs);
        SignedRequest request = signed(signer(), NOON);
        Instant late = NOON.plus(Duration.ofHours(1));
        assertRefused(ErrorCode.INVALID_SIGNATURE, () -> authenticator.authenticate(request, "kms", late, reads));
        assertThat(reads.basis().read()).isEmpty();
    }

    @Test
    void aStoredCredentialTakesNoSessionToken() {
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer().withToken("a token")));
    }

    private EnvironmentCredential environment(Optional<String> token) {
        return new EnvironmentCredential("ASIAENVIRONMENT", ACCOUNT, SecretBytes.takeFrom(utf8("a secret")), token);
    }

    @Test
    void theEnvironmentsCredentialIsRootAndDependsOnNothingStored() {
        authenticator = authenticator(environment(Optional.empty()), Set.of("eu-central-1"));
        ReadSet reads = new ReadSet(epochs);
        Authenticated who =
                authenticator.authenticate(
                        signed(new TestSigner("ASIAENVIRONMENT", "a secret"), NOON), "kms", NOON, reads);
        assertThat(who.caller().arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(reads.basis().read()).isEmpty();
    }

    @Test
    void theEnvironmentsCredentialHasASecretToo() {
        authenticator = authenticator(environment(Optional.empty()), Set.of("eu-central-1"));
        assertRefused(
                ErrorCode.INVALID_SIGNATURE, () -> authenticate(new TestSigner("ASIAENVIRONMENT", "another secret")));
    }

    @Test
    void theEnvironmentsTokenMustBeExactlyThere() {
        authenticator = authenticator(environment(Optional.of("the token")), Set.of("eu-central-1"));
        TestSigner signer = new TestSigner("ASIAENVIRONMENT", "a secret");
        assertThat(authenticate(signer.withToken("the token")).region()).isEqualTo("eu-central-1");
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer));
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer.withToken("the toke")));
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer.withToken("the token2")));
    }

    @Test
    void anEnvironmentWithoutTokenTakesNone() {
        authenticator = authenticator(environment(Optional.empty()), Set.of("eu-central-1"));
        TestSigner signer = new TestSigner("ASIAENVIRONMENT", "a secret");
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer.withToken("any")));
        assertRefused(ErrorCode.UNRECOGNIZED_CLIENT, () -> authenticate(signer.withToken("")));
    }

    @Test
    void noRefusalRepeatsASecretOrAToken() {
        authenticator = authenticator(environment(Optional.of("the token")), Set.of("eu-central-1"));
        List<TestSigner> wrong =
                List.of(
                        new TestSigner("ASIAENVIRONMENT", "a secret").withToken("canary-token"),
                        new TestSigner(credential.id(), "canary-secret"),
                        new TestSigner("AKIAUNKNOWNUNKNOWN22", "canary-secret"));
        for (TestSigner signer : wrong) {
            assertThatThrownBy(() -> authenticate(signer))
                    .satisfies(refused -> assertThat(String.valueOf(refused.getMessage())).doesNotContain("canary"));
        }
    }

    private static final Instant LATER = NOON.plusSeconds(3600);

    private Session session(String identity, String name) {
        return new Session(ACCOUNT, identity, name, NOON, LATER, Optional.empty(), List.of(), Map.of("team", "red"));
    }

    private TestSigner temporary(Session session) {
        AccessKeyFactory.Credential made = AccessKeyFactory.newTemporaryCredential(randomness);
        String token =
                new SessionTokens(hierarchy)
                        .seal(session, made.id(), made.secret().getBytes(StandardCharsets.US_ASCII));
        return new TestSigner(made.id(), made.secret()).withToken(token);
    }

    private Caller caller(TestSigner signer, Instant now) {
        return authenticator.authenticate(signed(signer, now), "kms", now, new ReadSet(epochs)).caller();
    }

    private void makeTheRole() {
        apply(
                new IdentityChange.Create(
                        new Role(
                                ACCOUNT,
                                "/jobs/",
                                "batch",
                                "AROABATCH",
                                1,
                                NOON,
                                Attachments.NONE,
                                "{}",
                                "",
                                Duration.ofHours(1),
                                Map.of())));
    }

    @Test
    void aSessionOfARoleIsKnownByItsToken() {
        makeTheRole();
        Caller caller = caller(temporary(session("AROABATCH", "night")), NOON);
        assertThat(caller.arn()).isEqualTo("arn:aws:sts::" + ACCOUNT + ":assumed-role/batch/night");
        assertThat(caller.principalId()).isEqualTo("AROABATCH:night");
        assertThat(((Caller.OfRole) caller).session()).isEqualTo(session("AROABATCH", "night"));
        assertThat(caller(temporary(session("AIDAALICE", "")), NOON).arn())
                .isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/alice");
    }

    @Test
    void aSessionThatIsOverIsExpired() {
        makeTheRole();
        TestSigner signer = temporary(session("AROABATCH", "night"));
        assertThat(caller(signer, LATER.minusMillis(1)).account()).isEqualTo(ACCOUNT);
        assertThatThrownBy(() -> caller(signer, LATER))
                .isInstanceOf(KmsException.class)
                .extracting(refused -> ((KmsException) refused).code())
                .isEqualTo(ErrorCode.EXPIRED_TOKEN);
    }

    @Test
    void aTokenIsGoodForItsOwnAccessKeyIdAndSecretOnly() {
        makeTheRole();
        TestSigner one = temporary(session("AROABATCH", "one"));
        TestSigner other = temporary(session("AROABATCH", "other"));
        String token = one.sessionToken().orElseThrow();
        for (TestSigner forged :
                List.of(
                        other.withToken(token),
                        new TestSigner(one.accessKeyId(), other.secret()).withToken(token),
                        one.withToken(token.substring(4)),
                        one.withToken("A".repeat(token.length())),
                        one.withToken("A".repeat(100_000 / 8)),
                        one.withToken("!"),
                        one.withToken(
                                token.substring(0, 40) + (token.charAt(40) == 'A' ? 'B' : 'A') + token.substring(41)),
                        new TestSigner(one.accessKeyId(), one.secret()),
                        signer().withToken(token))) {
            assertThatThrownBy(() -> caller(forged, NOON)).isInstanceOf(KmsException.class);
        }
        assertThat(caller(one, NOON).arn()).endsWith("/one");
    }

    @Test
    void aSessionEndsWithItsRole() {
        makeTheRole();
        TestSigner signer = temporary(session("AROABATCH", "night"));
        assertThat(caller(signer, NOON).account()).isEqualTo(ACCOUNT);
        apply(new IdentityChange.Delete(store.identities().role(ACCOUNT, "batch").orElseThrow()));
        authenticator = authenticator(null, Set.of("eu-central-1")); // which remembers nothing
        assertThatThrownBy(() -> caller(signer, NOON)).isInstanceOf(KmsException.class);
    }
}
