package dev.keyhold.authz;

import static dev.keyhold.authz.ReviewScenario.AT_OFFICE;
import static dev.keyhold.authz.ReviewScenario.BOB;
import static dev.keyhold.authz.ReviewScenario.ID;
import static dev.keyhold.authz.ReviewScenario.NOT_AT_OFFICE;
import static dev.keyhold.authz.ReviewScenario.NOW;
import static dev.keyhold.authz.ReviewScenario.REVIEW;
import static dev.keyhold.authz.ReviewScenario.SESSION;
import static dev.keyhold.authz.ReviewScenario.bounded;
import static dev.keyhold.authz.ReviewScenario.caller;
import static dev.keyhold.authz.ReviewScenario.conditioned;
import static dev.keyhold.authz.ReviewScenario.decrypt;
import static dev.keyhold.authz.ReviewScenario.deny;
import static dev.keyhold.authz.ReviewScenario.describe;
import static dev.keyhold.authz.ReviewScenario.grant;
import static dev.keyhold.authz.ReviewScenario.key;
import static dev.keyhold.authz.ReviewScenario.knowing;
import static dev.keyhold.authz.ReviewScenario.via;
import static dev.keyhold.authz.Scenario.ALICE;
import static dev.keyhold.authz.Scenario.ALLOW_DECRYPT;
import static dev.keyhold.authz.Scenario.ELSEWHERE;
import static dev.keyhold.authz.Scenario.HERE;
import static dev.keyhold.authz.Scenario.KEY;
import static dev.keyhold.authz.Scenario.OUTSIDER;
import static dev.keyhold.authz.Scenario.ROOT;
import static dev.keyhold.authz.Scenario.allow;
import static dev.keyhold.authz.Scenario.defaultPolicy;
import static dev.keyhold.authz.Scenario.keyPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authz.AccessReview.Finding;
import dev.keyhold.authz.EffectiveAccess.Always;
import dev.keyhold.authz.EffectiveAccess.Never;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One sentence per kind of answer; that they are exact is shown in [EffectiveAccessPropertyTest].
class AccessReviewTest {
    // ---- who can

    @Test
    void underTheDefaultPolicyRootCanAndWhoeverAnIdentityPolicyAllows() {
        List<Finding> who =
                REVIEW.whoCan(
                        decrypt(defaultPolicy()),
                        List.of(
                                caller(ROOT),
                                caller(BOB),
                                caller(ALICE, ALLOW_DECRYPT),
                                caller(OUTSIDER, ALLOW_DECRYPT)));
        assertThat(who)
                .extracting(Finding::describe)
                .containsExactly(
                        ROOT.arn()
                                + " kms:Decrypt on "
                                + KEY
                                + ": allowed: statement 1 (Enable IAM User Permissions) of the key policy allows it",
                        ALICE.arn()
                                + " kms:Decrypt on "
                                + KEY
                                + ": allowed: statement 1 (Enable IAM User Permissions) of the key policy and"
                                + " statement 1 (Use) of identity policy p1 allow it");
    }

    @Test
    void whoMayNotIsToldWhatIsMissing() {
        assertThat(REVIEW.access(caller(BOB), decrypt(defaultPolicy())).describe())
                .isEqualTo(
                        "denied: statement 1 (Enable IAM User Permissions) of the key policy leaves it to the"
                                + " caller's identity policies, none of which allows it");
    }

    @Test
    void aUserWithAConditionOnTheSourceAddressIsListedWithIt() {
        assertThat(describe(ALICE, keyPolicy(conditioned(allow(ALICE.arn()), AT_OFFICE))))
                .isEqualTo(
                        "allowed by statement 1 of the key policy when IpAddress aws:SourceIp"
                                + " [\"10.0.0.0/8\", \"192.168.1.9\"]");
    }

    @Test
    void aConditionOnWhatIsKnownIsDecided() {
        KeyPolicy policy =
                keyPolicy(conditioned(allow(ALICE.arn()), "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}}"));
        assertThat(REVIEW.access(knowing("aws:principaltag/team", "red"), decrypt(policy))).isInstanceOf(Always.class);
        assertThat(REVIEW.access(knowing("aws:principaltag/team", "blue"), decrypt(policy))).isInstanceOf(Never.class);
        assertThat(REVIEW.access(knowing("aws:principaltag/team"), decrypt(policy))).isInstanceOf(Never.class);
    }

    @Test
    void aPolicyVariableThatDependsOnTheRequestIsACondition() {
        String pattern = "arn:aws:kms:*:111122223333:key/${kms:RequestAlias}";
        String statement = allow(ALICE.arn()).replace("\"Resource\":\"*\"", "\"Resource\":\"" + pattern + "\"");
        assertThat(describe(ALICE, keyPolicy(statement)))
                .isEqualTo("allowed by statement 1 of the key policy when Resource \"" + pattern + "\"");
        assertThat(describe(ALICE, keyPolicy(statement.replace(":key/", ":alias/")))).startsWith("denied: ");
    }

    @Test
    void anExplicitDenyWithAConditionAppearsAsTheException() {
        KeyPolicy policy = keyPolicy(allow(ALICE.arn()), conditioned(deny("*"), NOT_AT_OFFICE));
        assertThat(describe(ALICE, policy))
                .isEqualTo(
                        "allowed by statement 1 of the key policy; unless denied by statement 2 of the key policy"
                                + " when NotIpAddress aws:SourceIp [\"10.0.0.0/8\", \"192.168.1.9\"]");
    }

    @Test
    void anExplicitDenyWithoutAConditionTakesAll() {
        assertThat(describe(ALICE, keyPolicy(allow(ALICE.arn()), deny("*"))))
                .isEqualTo("denied: statement 2 of the key policy denies it");
    }

    @Test
    void whatADenyTakesUnderTheSameConditionIsNotListed() {
        KeyPolicy policy =
                keyPolicy(
                        conditioned(allow(ALICE.arn()), AT_OFFICE),
                        conditioned(deny("*"), AT_OFFICE.replace("[", "[\"172.16.0.0/12\",")));
        assertThat(describe(ALICE, policy)).isEqualTo("denied: statement 2 of the key policy denies it");
    }

    @Test
    void allThatSufficesAndAllThatIsNeededIsTold() {
        KeyPolicy policy =
                keyPolicy(conditioned(allow(ALICE.arn()), AT_OFFICE), conditioned(allow(HERE), via("s3.example")));
        String atNight = conditioned(ALLOW_DECRYPT, "{\"Bool\":{\"aws:MultiFactorAuthPresent\":true}}");
        assertThat(
                        REVIEW.access(caller(ALICE, atNight, conditioned(ALLOW_DECRYPT, via("x"))), decrypt(policy))
                                .describe())
                .isEqualTo(
                        "allowed by statement 1 of the key policy when IpAddress aws:SourceIp"
                                + " [\"10.0.0.0/8\", \"192.168.1.9\"]; or by statement 2 of the key policy when"
                                + " StringEquals kms:ViaService \"s3.example\" and by (statement 1 (Use) of identity"
                                + " policy p1 when Bool aws:MultiFactorAuthPresent \"true\" or statement 1 (Use) of"
                                + " identity policy p2 when StringEquals kms:ViaService \"x\")");
    }

    @Test
    void aGrantIsListedWithItsConstraintAndItsEnd() {
        Grant grant =
                grant(ALICE, new ContextConstraint.Subset(Map.of("b", "2", "a", "say \"1\"")), NOW.plusSeconds(60));
        assertThat(describe(ALICE, keyPolicy(allow(BOB.arn())), grant))
                .isEqualTo(
                        "allowed by grant "
                                + ID
                                + " when EncryptionContextSubset"
                                + " {\"a\": \"say \\\"1\\\"\", \"b\": \"2\"} and before 2026-03-01T12:01:00Z");
    }

    @Test
    void anExpiredGrantGivesNothing() {
        assertThat(describe(ALICE, keyPolicy(allow(BOB.arn())), grant(ALICE, new ContextConstraint.None(), NOW)))
                .startsWith("denied: ");
    }

    @Test
    void aSessionIsReachedByItsRoleWithinItsBoundary() {
        KeyPolicy policy = keyPolicy(allow("arn:aws:iam::111122223333:role/app"));
        assertThat(describe(SESSION, policy)).isEqualTo("allowed: statement 1 of the key policy allows it");
        assertThat(REVIEW.access(bounded(SESSION, ALLOW_DECRYPT), decrypt(policy))).isInstanceOf(Always.class);
        assertThat(REVIEW.access(bounded(SESSION, conditioned(ALLOW_DECRYPT, via("x"))), decrypt(policy)).describe())
                .isEqualTo(
                        "allowed by statement 1 of the key policy and by statement 1 (Use) of permissions boundary b"
                                + " when StringEquals kms:ViaService \"x\"");
        assertThat(REVIEW.access(bounded(SESSION, ALLOW_DECRYPT.replace("De", "En")), decrypt(policy)).describe())
                .isEqualTo("denied: the permissions boundary b does not allow it");
    }

    @Test
    void whoMayRetireAGrantIsAskedOfTheGrant() {
        Action retire = Action.of("kms:RetireGrant");
        Resource grant = new Resource.RetirableGrant(KEY, grant(BOB, new ContextConstraint.None(), NOW));
        List<KnownCaller> callers = List.of(caller(ALICE), caller(BOB), caller(ROOT));
        assertThat(REVIEW.whoCan(new Permission(retire, grant, KnownFacts.NOTHING), callers))
                .extracting(Finding::caller)
                .containsExactly(ROOT);
        assertThatThrownBy(() -> new Permission(retire, key(defaultPolicy()), KnownFacts.NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- what can

    @Test
    void whatACallerCanIsListedInTheOrderOfTheQuestions() {
        Permission create = new Permission(Action.of("kms:CreateKey"), new Resource.None(), KnownFacts.NOTHING);
        Permission list = new Permission(Action.of("kms:ListKeys"), new Resource.None(), KnownFacts.NOTHING);
        KnownCaller alice = caller(ALICE, ALLOW_DECRYPT, ALLOW_DECRYPT.replace("Decrypt", "ListKeys"));
        assertThat(REVIEW.whatCan(alice, List.of(list, create, decrypt(defaultPolicy()))))
                .extracting(finding -> finding.action().name())
                .containsExactly("kms:ListKeys", "kms:Decrypt");
        assertThat(REVIEW.whatCan(caller(ROOT), List.of(list, create))).hasSize(2);
    }

    // ---- who is not known

    @Test
    void principalsThatAreNotAmongTheCallersAreListedWithWhatLetsThemIn() {
        String others =
                allow("x")
                        .replace(
                                "{\"AWS\":\"x\"}",
                                "{\"AWS\":[\"*\",\""
                                        + ELSEWHERE
                                        + "\",\""
                                        + HERE
                                        + "\",\""
                                        + ALICE.arn()
                                        + "\",\"arn:aws:iam::444455556666:role/deploy\"],\"Service\":\"s3.amazonaws.com\","
                                        + "\"Federated\":\"cognito-identity.amazonaws.com\"}");
        Permission permission =
                decrypt(
                        keyPolicy(
                                conditioned(others, via("s3.example")),
                                allow("444455556666").replace("kms:*", "kms:Encrypt"),
                                deny("arn:aws:iam::111122223333:user/denied")));
        Grant toNobody = grant(new Principal.User(HERE, "/", "gone"), new ContextConstraint.None(), NOW.plusSeconds(1));
        assertThat(REVIEW.unknownPrincipals(permission, List.of(toNobody), List.of(caller(ROOT), caller(ALICE))))
                .extracting(UnknownPrincipal::describe)
                .containsExactly(
                        "everyone by statement 1 of the key policy when StringEquals kms:ViaService \"s3.example\"",
                        "account 444455556666 by statement 1 of the key policy when StringEquals kms:ViaService"
                                + " \"s3.example\"",
                        "identity arn:aws:iam::111122223333:user/gone by grant "
                                + ID
                                + " when before 2026-03-01T12:00:01Z",
                        "identity arn:aws:iam::444455556666:role/deploy by statement 1 of the key policy when"
                                + " StringEquals kms:ViaService \"s3.example\"",
                        "service s3.amazonaws.com by statement 1 of the key policy when StringEquals kms:ViaService"
                                + " \"s3.example\"",
                        "federated cognito-identity.amazonaws.com by statement 1 of the key policy when StringEquals"
                                + " kms:ViaService \"s3.example\"");
    }

    @Test
    void anAccountIsKnownByItsRootUserOnly() {
        Permission permission = decrypt(defaultPolicy());
        assertThat(REVIEW.unknownPrincipals(permission, List.of(), List.of(caller(ALICE))))
                .extracting(UnknownPrincipal::name)
                .containsExactly(HERE);
        assertThat(REVIEW.unknownPrincipals(permission, List.of(), List.of(caller(ROOT)))).isEmpty();
    }
}
