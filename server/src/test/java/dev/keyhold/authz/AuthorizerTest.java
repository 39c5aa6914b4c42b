package dev.keyhold.authz;

import static dev.keyhold.authz.Scenario.ALIAS;
import static dev.keyhold.authz.Scenario.ALICE;
import static dev.keyhold.authz.Scenario.ALLOW_DECRYPT;
import static dev.keyhold.authz.Scenario.ALLOW_ENCRYPT;
import static dev.keyhold.authz.Scenario.ALLOW_EVERYTHING;
import static dev.keyhold.authz.Scenario.DENY_DECRYPT;
import static dev.keyhold.authz.Scenario.ELSEWHERE;
import static dev.keyhold.authz.Scenario.HERE;
import static dev.keyhold.authz.Scenario.KEY;
import static dev.keyhold.authz.Scenario.OUTSIDER;
import static dev.keyhold.authz.Scenario.OUTSIDE_ROOT;
import static dev.keyhold.authz.Scenario.ROOT;
import static dev.keyhold.authz.Scenario.SESSION;
import static dev.keyhold.authz.Scenario.allow;
import static dev.keyhold.authz.Scenario.allowedByKeyPolicy;
import static dev.keyhold.authz.Scenario.assertAllowed;
import static dev.keyhold.authz.Scenario.assertDenied;
import static dev.keyhold.authz.Scenario.bounded;
import static dev.keyhold.authz.Scenario.decide;
import static dev.keyhold.authz.Scenario.decrypt;
import static dev.keyhold.authz.Scenario.defaultPolicy;
import static dev.keyhold.authz.Scenario.deny;
import static dev.keyhold.authz.Scenario.given;
import static dev.keyhold.authz.Scenario.inSession;
import static dev.keyhold.authz.Scenario.key;
import static dev.keyhold.authz.Scenario.keyPolicy;
import static dev.keyhold.authz.Scenario.ofCaller;
import static dev.keyhold.authz.Scenario.ofKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.Decision.Denied.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One sentence per rule.
class AuthorizerTest {
    // ---- the default key policy leaves every decision to the account

    @Test
    void underTheDefaultPolicyTheRootUserIsAllowed() {
        assertThat(decrypt(ROOT, defaultPolicy())).isEqualTo(allowedByKeyPolicy(1, "Enable IAM User Permissions"));
    }

    @Test
    void underTheDefaultPolicyAUserNeedsAnIdentityPolicy() {
        assertDenied(decrypt(ALICE, defaultPolicy()), Kind.IDENTITY_POLICY_SILENT);
        Decision allowed = decrypt(ALICE, defaultPolicy(), ALLOW_DECRYPT);
        assertThat(allowed)
                .isEqualTo(
                        new Decision.Allowed(
                                new Reason.BothAllow(
                                        new Opening.ByStatement(ofKey(1, "Enable IAM User Permissions")),
                                        ofCaller("p1", 1, "Use"))));
    }

    @Test
    void underTheDefaultPolicyOtherAccountsAreDenied() {
        assertDenied(decrypt(OUTSIDE_ROOT, defaultPolicy()), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(decrypt(OUTSIDER, defaultPolicy(), ALLOW_EVERYTHING), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void anIdentityPolicyForAnotherActionOrResourceDoesNotHelp() {
        assertDenied(
                decrypt(ALICE, defaultPolicy(), ALLOW_DECRYPT.replace("Decrypt", "Encrypt")),
                Kind.IDENTITY_POLICY_SILENT);
        assertDenied(
                decrypt(ALICE, defaultPolicy(), ALLOW_DECRYPT.replace("\"*\"", "\"" + KEY + "0\"")),
                Kind.IDENTITY_POLICY_SILENT);
        assertDenied(
                decrypt(ALICE, defaultPolicy(), ALLOW_DECRYPT.replace("\"*\"", "\"" + ALIAS + "\"")),
                Kind.IDENTITY_POLICY_SILENT);
    }

    // ---- the key policy names the caller

    @Test
    void aUserNamedByTheKeyPolicyNeedsNoIdentityPolicy() {
        assertThat(decrypt(ALICE, keyPolicy(allow(ALICE.arn())))).isEqualTo(allowedByKeyPolicy(1, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "{\"AWS\":\"*\"}"})
    void everyoneOfTheAccountIsAllowedByAStar(String principal) {
        KeyPolicy policy =
                keyPolicy(allow("@").replace("{\"AWS\":\"@\"}", principal.equals("*") ? "\"*\"" : principal));
        assertThat(decrypt(ALICE, policy)).isInstanceOf(Decision.Allowed.class);
        assertThat(decrypt(ROOT, policy)).isInstanceOf(Decision.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:user/Alice",
                "arn:aws:iam::111122223333:user/alice2",
                "arn:aws:iam::111122223333:user/alic",
                "arn:aws:iam::111122223333:user/team/alice",
                "arn:aws:iam::111122223333:role/alice",
                "arn:aws:iam::444455556666:user/alice"
            })
    void aPrincipalThatDiffersByOneByteIsSomebodyElse(String principal) {
        assertDenied(decrypt(ALICE, keyPolicy(allow(principal))), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aUserCalledRootIsNotTheRootUser() {
        Principal impostor = new Principal.User(HERE, "/", "root");
        assertDenied(decrypt(impostor, defaultPolicy()), Kind.IDENTITY_POLICY_SILENT);
        assertDenied(decide(impostor, "kms:CreateKey", new Resource.None()), Kind.IDENTITY_POLICY_SILENT);
        assertDenied(decrypt(ROOT, keyPolicy(allow(impostor.arn()))), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void wildcardsInACallersArnAreData() {
        Principal starred = new Principal.User(HERE, "/*/", "alice");
        assertDenied(
                decrypt(starred, keyPolicy(allow("arn:aws:iam::111122223333:user/team/alice"))),
                Kind.RESOURCE_POLICY_SILENT);
    }

    // ---- the account statement

    @ParameterizedTest
    @ValueSource(strings = {HERE, "arn:aws:iam::111122223333:root"})
    void anAccountIdAndARootArnMeanTheSame(String principal) {
        KeyPolicy policy = keyPolicy(allow(principal));
        assertThat(decrypt(ROOT, policy)).isInstanceOf(Decision.Allowed.class);
        assertThat(decrypt(ALICE, policy, ALLOW_DECRYPT)).isInstanceOf(Decision.Allowed.class);
        assertDenied(decrypt(ALICE, policy), Kind.IDENTITY_POLICY_SILENT);
    }

    @Test
    void withoutAnAccountStatementAnIdentityAllowIsVoid() {
        KeyPolicy policy = keyPolicy(allow("arn:aws:iam::111122223333:user/bob"));
        Decision denied = decrypt(ALICE, policy, ALLOW_DECRYPT);
        assertThat(denied)
                .isEqualTo(
                        new Decision.Denied(
                                new Reason.IdentityAllowIsVoid(ofCaller("p1", 1, "Use"), ofKey(1, "").source())));
        assertDenied(denied, Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void withoutAnAccountStatementAnIdentityDenyStillWorks() {
        assertDenied(decrypt(ALICE, keyPolicy(allow(ALICE.arn())), DENY_DECRYPT), Kind.IDENTITY_POLICY_DENIES);
    }

    @Test
    void withoutAnAccountStatementEvenTheRootUserIsDenied() {
        Decision denied = decrypt(ROOT, keyPolicy(allow(ALICE.arn())));
        assertThat(denied).isEqualTo(new Decision.Denied(new Reason.ResourceSilent(ofKey(1, "").source())));
    }

    @Test
    void anAccountStatementDelegatesOnlyTheActionsItNames() {
        KeyPolicy policy = keyPolicy(allow(HERE).replace("kms:*", "kms:Encrypt"));
        assertDenied(decrypt(ALICE, policy, ALLOW_EVERYTHING), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(decrypt(ROOT, policy), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void theStatementOfAnotherAccountDelegatesNothingHere() {
        assertDenied(decrypt(ALICE, keyPolicy(allow(ELSEWHERE)), ALLOW_EVERYTHING), Kind.RESOURCE_POLICY_SILENT);
    }

    // ---- an explicit deny wins, wherever it stands

    @ParameterizedTest
    @ValueSource(strings = {"*", HERE, "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/alice"})
    void aDenyInTheKeyPolicyBeatsEveryAllow(String principal) {
        String deny = allow(principal).replace("Allow", "Deny").replace("kms:*", "kms:Decrypt");
        for (KeyPolicy policy :
                List.of(
                        keyPolicy(allow("*"), allow(ALICE.arn()), deny),
                        keyPolicy(deny, allow("*"), allow(ALICE.arn())))) {
            assertDenied(decrypt(ALICE, policy, ALLOW_EVERYTHING), Kind.RESOURCE_POLICY_DENIES);
            assertThat(decide(ALICE, "kms:Encrypt", key(policy))).isInstanceOf(Decision.Allowed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", HERE, "arn:aws:iam::111122223333:root"})
    void aDenyInTheKeyPolicyReachesTheRootUser(String principal) {
        KeyPolicy policy = keyPolicy(allow(HERE), allow(principal).replace("Allow", "Deny"));
        assertDenied(decrypt(ROOT, policy), Kind.RESOURCE_POLICY_DENIES);
    }

    @Test
    void aDenyForSomebodyElseDoesNotApply() {
        KeyPolicy policy =
                keyPolicy(
                        allow(ALICE.arn()),
                        allow("arn:aws:iam::111122223333:user/Alice").replace("Allow", "Deny"),
                        allow(ELSEWHERE).replace("Allow", "Deny"));
        assertThat(decrypt(ALICE, policy)).isEqualTo(allowedByKeyPolicy(1, ""));
    }

    @Test
    void aDenyInAnyIdentityPolicyBeatsEveryAllow() {
        KeyPolicy policy = keyPolicy(allow("*"), allow(ALICE.arn()), allow(HERE));
        assertDenied(decrypt(ALICE, policy, ALLOW_EVERYTHING, DENY_DECRYPT), Kind.IDENTITY_POLICY_DENIES);
        assertDenied(decrypt(ALICE, policy, DENY_DECRYPT, ALLOW_EVERYTHING), Kind.IDENTITY_POLICY_DENIES);
        Decision last = decrypt(ALICE, policy, ALLOW_DECRYPT, ALLOW_EVERYTHING + "," + DENY_DECRYPT);
        assertThat(last).isEqualTo(new Decision.Denied(new Reason.ExplicitDeny(ofCaller("p2", 2, "Stop"))));
    }

    @Test
    void anIdentityDenyReachesEvenTheRootUser() {
        assertDenied(decrypt(ROOT, defaultPolicy(), DENY_DECRYPT), Kind.IDENTITY_POLICY_DENIES);
        assertDenied(
                decide(ROOT, "kms:CreateKey", new Resource.None(), DENY_DECRYPT.replace("kms:Decrypt", "kms:*")),
                Kind.IDENTITY_POLICY_DENIES);
    }

    @Test
    void aBroadDenyIsNotUndoneByAMoreSpecificAllow() {
        String allowThisKey = ALLOW_DECRYPT.replace("\"*\"", "\"" + KEY + "\"");
        String denyAllKeys = DENY_DECRYPT.replace("\"*\"", "\"arn:aws:kms:*:*:key/*\"");
        assertDenied(decrypt(ALICE, defaultPolicy(), allowThisKey + "," + denyAllKeys), Kind.IDENTITY_POLICY_DENIES);
    }

    @Test
    void aDenyOfEverythingButDeniesTheRest() {
        String deny = "{\"Effect\":\"Deny\",\"NotAction\":[\"kms:Describe*\",\"kms:List*\"],\"Resource\":\"*\"}";
        String both = ALLOW_EVERYTHING + "," + deny;
        assertDenied(decrypt(ALICE, defaultPolicy(), both), Kind.IDENTITY_POLICY_DENIES);
        assertThat(decide(ALICE, "kms:DescribeKey", key(defaultPolicy()), both)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void theKeyPolicysDenyIsNamedBeforeTheIdentityPolicys() {
        KeyPolicy policy = keyPolicy(allow("*").replace("Allow", "Deny"));
        assertDenied(decrypt(ALICE, policy, DENY_DECRYPT), Kind.RESOURCE_POLICY_DENIES);
    }

    // ---- callers of another account need both sides

    @ParameterizedTest
    @ValueSource(strings = {ELSEWHERE, "arn:aws:iam::444455556666:root", "arn:aws:iam::444455556666:user/alice", "*"})
    void anOutsiderNeedsTheKeyPolicyAndAnIdentityPolicy(String principal) {
        KeyPolicy policy = keyPolicy(allow(principal));
        assertThat(decrypt(OUTSIDER, policy, ALLOW_DECRYPT)).isInstanceOf(Decision.Allowed.class);
        Decision denied = decrypt(OUTSIDER, policy);
        assertThat(denied)
                .isEqualTo(new Decision.Denied(new Reason.ResourceAloneAllows(new Opening.ByStatement(ofKey(1, "")))));
        assertDenied(denied, Kind.IDENTITY_POLICY_SILENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {HERE, "arn:aws:iam::444455556666:user/bob", "arn:aws:iam::111122223333:user/alice"})
    void anOutsiderThatTheKeyPolicyDoesNotNameIsDenied(String principal) {
        assertDenied(decrypt(OUTSIDER, keyPolicy(allow(principal)), ALLOW_EVERYTHING), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void theRootUserOfAnotherAccountNeedsTheKeyPolicyOnly() {
        assertThat(decrypt(OUTSIDE_ROOT, keyPolicy(allow(ELSEWHERE)))).isEqualTo(allowedByKeyPolicy(1, ""));
        assertThat(decrypt(OUTSIDE_ROOT, keyPolicy(allow("*")))).isEqualTo(allowedByKeyPolicy(1, ""));
        assertDenied(decrypt(OUTSIDE_ROOT, keyPolicy(allow(HERE), allow(OUTSIDER.arn()))), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void anOutsidersIdentityDenyWorks() {
        KeyPolicy policy = keyPolicy(allow(OUTSIDER.arn()));
        assertDenied(decrypt(OUTSIDER, policy, ALLOW_EVERYTHING, DENY_DECRYPT), Kind.IDENTITY_POLICY_DENIES);
    }

    // ---- actions without a resource, and resources without a policy

    @Test
    void anActionWithoutResourceIsDecidedByIdentityPolicies() {
        Resource none = new Resource.None();
        String createKey = ALLOW_DECRYPT.replace("Decrypt", "CreateKey");
        assertDenied(decide(ALICE, "kms:CreateKey", none), Kind.IDENTITY_POLICY_SILENT);
        assertDenied(decide(ALICE, "kms:CreateKey", none, ALLOW_DECRYPT), Kind.IDENTITY_POLICY_SILENT);
        assertThat(decide(ALICE, "kms:CreateKey", none, createKey))
                .isEqualTo(new Decision.Allowed(new Reason.IdentityPolicyAllows(ofCaller("p1", 1, "Use"))));
        assertThat(decide(ROOT, "kms:CreateKey", none)).isEqualTo(new Decision.Allowed(new Reason.CallerIsRoot()));
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "arn:*", "arn:aws:kms:*:111122223333:*", "arn:aws:kms:us-east-1:111122223333:key/*"})
    void anActionWithoutResourceIsNotCoveredByAStatementThatListsArns(String resource) {
        String createKey = ALLOW_DECRYPT.replace("Decrypt", "CreateKey").replace("\"*\"", "\"" + resource + "\"");
        assertDenied(decide(ALICE, "kms:CreateKey", new Resource.None(), createKey), Kind.IDENTITY_POLICY_SILENT);
    }

    @Test
    void anAliasIsDecidedByIdentityPoliciesThatNameIt() {
        Resource alias = new Resource.WithoutPolicy(ALIAS, HERE);
        String allow = ALLOW_DECRYPT.replace("Decrypt", "CreateAlias").replace("\"*\"", "\"" + ALIAS + "\"");
        assertThat(decide(ALICE, "kms:CreateAlias", alias, allow)).isInstanceOf(Decision.Allowed.class);
        assertThat(decide(ROOT, "kms:CreateAlias", alias)).isInstanceOf(Decision.Allowed.class);
        assertDenied(decide(ALICE, "kms:CreateAlias", alias), Kind.IDENTITY_POLICY_SILENT);
        assertDenied(
                decide(ALICE, "kms:CreateAlias", alias, allow.replace("alias/app", "alias/App")),
                Kind.IDENTITY_POLICY_SILENT);
        assertDenied(
                decide(
                        ALICE,
                        "kms:CreateAlias",
                        alias,
                        allow + "," + allow.replace("Allow", "Deny").replace("Use", "No")),
                Kind.IDENTITY_POLICY_DENIES);
    }

    @Test
    void theAliasOfAnotherAccountIsOutOfReach() {
        Resource alias = new Resource.WithoutPolicy(ALIAS, HERE);
        assertThat(decide(OUTSIDER, "kms:CreateAlias", alias, ALLOW_EVERYTHING))
                .isEqualTo(new Decision.Denied(new Reason.ResourceOfAnotherAccount()));
        assertDenied(decide(OUTSIDE_ROOT, "kms:CreateAlias", alias), Kind.RESOURCE_POLICY_SILENT);
    }

    // ---- permissions boundaries: they give nothing, and limit what identity policies give

    @Test
    void aBoundaryGivesNothing() {
        assertDenied(decrypt(ALICE, bounded(given(), ALLOW_EVERYTHING), defaultPolicy()), Kind.IDENTITY_POLICY_SILENT);
        assertDenied(
                decide(ALICE, bounded(given(), ALLOW_EVERYTHING), "kms:CreateKey", new Resource.None()),
                Kind.IDENTITY_POLICY_SILENT);
        assertDenied(
                decrypt(ALICE, bounded(given(), ALLOW_EVERYTHING), keyPolicy(allow(ELSEWHERE))),
                Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aBoundaryLimitsWhatAnIdentityPolicyGives() {
        CallerPolicies policies = bounded(given(ALLOW_EVERYTHING), ALLOW_ENCRYPT);
        Decision denied = decrypt(ALICE, policies, defaultPolicy());
        assertThat(denied).isEqualTo(new Decision.Denied(new Reason.Limited(new Limit.Boundary("boundary"))));
        assertDenied(denied, Kind.BOUNDARY_SILENT);
        for (Resource resource : List.of(new Resource.None(), new Resource.WithoutPolicy(ALIAS, HERE))) {
            assertDenied(decide(ALICE, policies, "kms:Decrypt", resource), Kind.BOUNDARY_SILENT);
            assertAllowed(decide(ALICE, policies, "kms:Encrypt", resource));
        }
        assertAllowed(decide(ALICE, policies, "kms:Encrypt", key(defaultPolicy())));
    }

    @Test
    void aBoundaryDoesNotLimitAUserThatTheKeyPolicyNamesNorWhatEveryoneMay() {
        assertAllowed(decrypt(ALICE, bounded(given(), ALLOW_ENCRYPT), keyPolicy(allow(ALICE.arn()))));
        assertAllowed(decrypt(ALICE, bounded(given(), ALLOW_ENCRYPT), keyPolicy(allow("*"))));
        assertAllowed(decrypt(SESSION, bounded(given(), ALLOW_ENCRYPT), keyPolicy(allow("*"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", HERE, "arn:aws:iam::111122223333:user/alice"})
    void aDenyInABoundaryBeatsEveryAllow(String principal) {
        CallerPolicies policies = bounded(given(ALLOW_EVERYTHING), ALLOW_EVERYTHING + "," + DENY_DECRYPT);
        Decision denied = decrypt(ALICE, policies, keyPolicy(allow(principal)));
        assertThat(denied)
                .isEqualTo(
                        new Decision.Denied(
                                new Reason.ExplicitDeny(
                                        new StatementRef(new StatementRef.Source.OfBoundary("boundary"), 2, "Stop"))));
        assertDenied(denied, Kind.BOUNDARY_DENIES);
    }

    @Test
    void aDenyInABoundaryReachesActionsWithoutAKey() {
        CallerPolicies policies = bounded(given(ALLOW_EVERYTHING), ALLOW_EVERYTHING + "," + DENY_DECRYPT);
        assertDenied(decide(ALICE, policies, "kms:Decrypt", new Resource.None()), Kind.BOUNDARY_DENIES);
    }

    @Test
    void aNotPrincipalSparesNobodyWhoHasABoundary() {
        String listed = "{\"AWS\":[\"" + ALICE.arn() + "\",\"" + HERE + "\"]}";
        KeyPolicy policy =
                keyPolicy(
                        allow("*"),
                        deny("@").replace("{\"AWS\":\"@\"}", listed).replace("\"Principal\"", "\"NotPrincipal\""));
        assertAllowed(decrypt(ALICE, given(), policy));
        assertDenied(decrypt(ALICE, bounded(given(), ALLOW_EVERYTHING), policy), Kind.RESOURCE_POLICY_DENIES);
        KeyPolicy everyone = keyPolicy(allow("*"), deny("*").replace("\"Principal\"", "\"NotPrincipal\""));
        assertAllowed(decrypt(ALICE, given(), everyone));
        assertDenied(decrypt(ALICE, bounded(given(), ALLOW_EVERYTHING), everyone), Kind.RESOURCE_POLICY_DENIES);
    }

    // ---- sessions of roles

    @Test
    void aRoleThatTheKeyPolicyNamesNeedsNoIdentityPolicy() {
        assertThat(decrypt(SESSION, keyPolicy(allow(SESSION.roleArn())))).isEqualTo(allowedByKeyPolicy(1, ""));
        assertThat(decrypt(SESSION, keyPolicy(allow(SESSION.arn())))).isEqualTo(allowedByKeyPolicy(1, ""));
    }

    @Test
    void aRoleThatTheKeyPolicyNamesIsLimitedByBoundaryAndSessionPolicies() {
        KeyPolicy policy = keyPolicy(allow(SESSION.roleArn()));
        assertDenied(decrypt(SESSION, bounded(given(), ALLOW_ENCRYPT), policy), Kind.BOUNDARY_SILENT);
        assertDenied(decrypt(SESSION, inSession(given(), ALLOW_ENCRYPT), policy), Kind.SESSION_POLICY_SILENT);
        CallerPolicies both = inSession(bounded(given(), ALLOW_DECRYPT), ALLOW_ENCRYPT, ALLOW_DECRYPT);
        assertAllowed(decrypt(SESSION, both, policy));
        assertDenied(decide(SESSION, both, "kms:Encrypt", key(policy)), Kind.BOUNDARY_SILENT);
    }

    @Test
    void aSessionThatTheKeyPolicyNamesIsLimitedByNeither() {
        CallerPolicies limited = inSession(bounded(given(), ALLOW_ENCRYPT), ALLOW_ENCRYPT);
        assertAllowed(decrypt(SESSION, limited, keyPolicy(allow(SESSION.arn()))));
        assertAllowed(decrypt(SESSION, limited, keyPolicy(allow(SESSION.roleArn()), allow(SESSION.arn()))));
    }

    @Test
    void sessionPoliciesGiveNothing() {
        CallerPolicies policies = inSession(given(), ALLOW_EVERYTHING);
        assertDenied(decrypt(SESSION, policies, defaultPolicy()), Kind.IDENTITY_POLICY_SILENT);
        assertDenied(decide(SESSION, policies, "kms:CreateKey", new Resource.None()), Kind.IDENTITY_POLICY_SILENT);
    }

    @Test
    void sessionPoliciesLimitTogetherWhatTheRoleMay() {
        CallerPolicies role = given(ALLOW_EVERYTHING);
        assertDenied(decrypt(SESSION, inSession(role, ALLOW_ENCRYPT), defaultPolicy()), Kind.SESSION_POLICY_SILENT);
        assertAllowed(decrypt(SESSION, inSession(role, ALLOW_ENCRYPT, ALLOW_DECRYPT), defaultPolicy()));
        assertDenied(
                decrypt(SESSION, inSession(given(ALLOW_ENCRYPT), ALLOW_DECRYPT), defaultPolicy()),
                Kind.IDENTITY_POLICY_SILENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                HERE,
                "arn:aws:iam::111122223333:role/service/alice",
                "arn:aws:sts::111122223333:assumed-role/alice/bob"
            })
    void aDenyInAnySessionPolicyBeatsEveryAllow(String principal) {
        CallerPolicies policies = inSession(given(ALLOW_EVERYTHING), ALLOW_EVERYTHING, DENY_DECRYPT);
        Decision denied = decrypt(SESSION, policies, keyPolicy(allow(principal)));
        assertThat(denied)
                .isEqualTo(
                        new Decision.Denied(
                                new Reason.ExplicitDeny(
                                        new StatementRef(new StatementRef.Source.OfSession("s2"), 1, "Stop"))));
        assertDenied(denied, Kind.SESSION_POLICY_DENIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:role/alice",
                "arn:aws:iam::111122223333:role/service/Alice",
                "arn:aws:iam::111122223333:role/Service/alice",
                "arn:aws:iam::111122223333:role/service/alice2",
                "arn:aws:iam::111122223333:role/service/service/alice",
                "arn:aws:iam::111122223333:role/bob",
                "arn:aws:iam::444455556666:role/service/alice",
                "arn:aws:iam::111122223333:user/service/alice",
                "arn:aws:iam::111122223333:user/alice",
                "arn:aws:sts::111122223333:assumed-role/alice/Bob",
                "arn:aws:sts::111122223333:assumed-role/alice/bob2",
                "arn:aws:sts::111122223333:assumed-role/Alice/bob",
                "arn:aws:sts::111122223333:assumed-role/bob/alice",
                "arn:aws:sts::444455556666:assumed-role/alice/bob",
                "arn:aws:sts::111122223333:federated-user/bob"
            })
    void aPrincipalThatIsNearlyTheSessionOrItsRoleIsSomebodyElse(String principal) {
        assertDenied(decrypt(SESSION, keyPolicy(allow(principal))), Kind.RESOURCE_POLICY_SILENT);
        assertAllowed(decrypt(SESSION, keyPolicy(allow("*"), deny(principal))));
    }

    @Test
    void aRoleIsNoCallerItself() {
        Principal userLikeTheRole = new Principal.User(HERE, "/service/", "alice");
        assertDenied(decrypt(userLikeTheRole, keyPolicy(allow(SESSION.roleArn()))), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(decrypt(userLikeTheRole, keyPolicy(allow(SESSION.arn()))), Kind.RESOURCE_POLICY_SILENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                HERE,
                "arn:aws:iam::111122223333:role/service/alice",
                "arn:aws:sts::111122223333:assumed-role/alice/bob"
            })
    void aDenyReachesASessionByEachOfItsNames(String principal) {
        KeyPolicy policy = keyPolicy(allow("*"), allow(SESSION.arn()), deny(principal));
        assertDenied(decrypt(SESSION, given(ALLOW_EVERYTHING), policy), Kind.RESOURCE_POLICY_DENIES);
    }

    @Test
    void aNotPrincipalSparesASessionOnlyWithItsRoleAndItsAccount() {
        List<String> all = List.of(SESSION.arn(), SESSION.roleArn(), HERE);
        assertAllowed(decrypt(SESSION, keyPolicy(allow("*"), denyAllBut(all))));
        for (String left : all) {
            List<String> rest = all.stream().filter(one -> !one.equals(left)).toList();
            assertDenied(decrypt(SESSION, keyPolicy(allow("*"), denyAllBut(rest))), Kind.RESOURCE_POLICY_DENIES);
        }
    }

    private static String denyAllBut(List<String> principals) {
        return deny("@")
                .replace("\"@\"", "[\"" + String.join("\",\"", principals) + "\"]")
                .replace("\"Principal\"", "\"NotPrincipal\"");
    }

    @Test
    void anOutsidersSessionNeedsBothSidesWithinItsLimits() {
        Principal.RoleSession outside = Principal.RoleSession.of(ELSEWHERE, "/", "alice", "bob");
        for (String principal : List.of("*", ELSEWHERE, outside.arn(), outside.roleArn())) {
            KeyPolicy policy = keyPolicy(allow(principal));
            CallerPolicies allowed = given(ALLOW_DECRYPT);
            assertAllowed(decrypt(outside, allowed, policy));
            assertDenied(decrypt(outside, given(), policy), Kind.IDENTITY_POLICY_SILENT);
            assertDenied(decrypt(outside, bounded(allowed, ALLOW_ENCRYPT), policy), Kind.BOUNDARY_SILENT);
            assertDenied(decrypt(outside, inSession(allowed, ALLOW_ENCRYPT), policy), Kind.SESSION_POLICY_SILENT);
        }
        assertDenied(
                decrypt(outside, given(ALLOW_EVERYTHING), keyPolicy(allow(SESSION.roleArn()))),
                Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void noStatementNamesTheServerItself() {
        Principal service = new Principal.Service(HERE, "keyhold.amazonaws.com");
        String named = allow("@").replace("\"AWS\":\"@\"", "\"Service\":\"keyhold.amazonaws.com\"");
        assertDenied(decrypt(service, given(ALLOW_EVERYTHING), keyPolicy(named)), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(decrypt(service, given(), defaultPolicy()), Kind.IDENTITY_POLICY_SILENT);
        assertAllowed(decrypt(service, given(ALLOW_DECRYPT), defaultPolicy()));
    }
}
