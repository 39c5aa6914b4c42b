package dev.keyhold.authz;

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
import static dev.keyhold.authz.Scenario.assertAllowed;
import static dev.keyhold.authz.Scenario.assertDenied;
import static dev.keyhold.authz.Scenario.bounded;
import static dev.keyhold.authz.Scenario.decide;
import static dev.keyhold.authz.Scenario.deny;
import static dev.keyhold.authz.Scenario.given;
import static dev.keyhold.authz.Scenario.inSession;
import static dev.keyhold.authz.Scenario.keyPolicy;
import static dev.keyhold.authz.Scenario.ofKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.Decision.Denied.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a grant gives, to whom, and who may retire it. One sentence per rule.
class GrantTest {
    private static final KeyPolicy FOR_OTHERS = keyPolicy(allow("arn:aws:iam::111122223333:user/bob"));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String ALLOW_RETIRE =
            """
            {"Effect":"Allow","Action":"kms:RetireGrant","Resource":"*"}\
            """;

    // ---- what a grant allows

    @Test
    void aGrantAllowsItsGranteeWhatItListsAndNothingElse() {
        Resource key = key(grant("1", ALICE.arn(), "Decrypt", "ReEncryptFrom"));
        assertThat(decide(ALICE, "kms:Decrypt", key)).isEqualTo(allowedBy("1"));
        assertThat(decide(ALICE, "kms:decrypt", key)).isEqualTo(allowedBy("1"));
        for (String other : List.of("kms:Encrypt", "kms:ReEncryptTo", "kms:GenerateDataKey", "keyhold:Decrypt")) {
            assertDenied(decide(ALICE, other, key), Kind.RESOURCE_POLICY_SILENT);
        }
    }

    @Test
    void aGrantOfEverythingGivesNoAdministration() {
        GrantTerms everything =
                new GrantTerms(GrantTerms.GRANTABLE, new ContextConstraint.None(), Optional.empty(), Optional.empty());
        Resource key = key(new Grant("1", ALICE.arn(), Optional.empty(), HERE, everything));
        for (String action :
                List.of("PutKeyPolicy", "RevokeGrant", "ListGrants", "ScheduleKeyDeletion", "TagResource")) {
            assertDenied(decide(ALICE, "kms:" + action, key), Kind.RESOURCE_POLICY_SILENT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                HERE,
                "alice",
                "arn:aws:iam::111122223333:user/Alice",
                "ARN:AWS:IAM::111122223333:USER/ALICE",
                "arn:aws:iam::111122223333:user/alice/",
                "arn:aws:iam::111122223333:user//alice",
                "arn:aws:iam::111122223333:user/alice ",
                "arn:aws:iam::111122223333:user/alic",
                "arn:aws:iam::111122223333:user/alice2",
                "arn:aws:iam::111122223333:user/*",
                "arn:aws:iam::111122223333:user/alic?",
                "arn:aws:iam::*:user/alice",
                "arn:aws:iam::111122223333:user/${aws:username}",
                "arn:aws:iam::111122223333:user/%61lice",
                "arn:aws:iam::111122223333:role/alice",
                "arn:aws:iam::111122223333:group/alice",
                "arn:aws:iam::444455556666:user/alice",
                "arn:aws:iam::444455556666:root",
                "arn:aws-cn:iam::111122223333:user/alice",
                "arn:aws-us-gov:iam::111122223333:user/alice",
                "arn:aws:sts::111122223333:user/alice",
                "arn:aws:sts::111122223333:assumed-role/alice/alice",
                "arn:aws:sts::111122223333:federated-user/alice"
            })
    void aGranteeThatIsNearlyTheCallerIsSomebodyElse(String grantee) {
        assertDenied(
                decide(ALICE, "kms:Decrypt", key(grant("1", grantee, "Decrypt")), ALLOW_EVERYTHING),
                Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aUserWithAWildcardInThePathHoldsTheGrantsOfNobodyElse() {
        Principal starred = new Principal.User(HERE, "/*/", "alice");
        assertDenied(
                decide(starred, "kms:Decrypt", key(grant("1", "arn:aws:iam::111122223333:user/a/alice", "Decrypt"))),
                Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aGrantAllowsUntilTheMomentItExpires() {
        Resource key = key(new Grant("1", ALICE.arn(), Optional.empty(), HERE, terms("Decrypt").expiring(NOON)));
        assertAllowed(at(NOON.minusNanos(1), key));
        assertDenied(at(NOON, key), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(at(NOON.plusSeconds(1), key), Kind.RESOURCE_POLICY_SILENT);
        // a request of which the time is not known
        assertDenied(decide(ALICE, "kms:Decrypt", key), Kind.RESOURCE_POLICY_SILENT);
    }

    private static Decision at(Instant time, Resource key) {
        return ask("kms:Decrypt", key, Map.of(), time, Optional.empty());
    }

    @Test
    void aConstraintBindsCryptographyAndNotDescribeKey() {
        ContextConstraint constraint = new ContextConstraint.Subset(Map.of("app", "alice"));
        Resource key =
                key(
                        new Grant(
                                "1",
                                ALICE.arn(),
                                Optional.empty(),
                                HERE,
                                terms("Decrypt", "DescribeKey").with(constraint)));
        assertAllowed(decide(ALICE, "kms:DescribeKey", key));
        assertDenied(decide(ALICE, "kms:Decrypt", key), Kind.RESOURCE_POLICY_SILENT);
        assertAllowed(ask("kms:Decrypt", key, Map.of("app", "alice", "b", "c"), NOON, Optional.empty()));
        assertDenied(
                ask("kms:Decrypt", key, Map.of("App", "alice"), NOON, Optional.empty()), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void theFirstGrantThatCoversTheRequestIsNamed() {
        Grant[] held = {
            grant("1", ALICE.arn(), "Encrypt"),
            new Grant("2", ALICE.arn(), Optional.empty(), HERE, terms("Decrypt").expiring(NOON)),
            grant("3", "arn:aws:iam::111122223333:root", "Decrypt"),
            grant("4", ALICE.arn(), "Decrypt"),
            grant("5", ALICE.arn(), "Decrypt")
        };
        assertThat(decide(ALICE, "kms:Decrypt", key(held), ALLOW_DECRYPT)).isEqualTo(allowedBy("4"));
    }

    @Test
    void grantsAreNotAskedForWhenThePolicyAllows() {
        Resource key =
                new Resource.Key(
                        KEY,
                        HERE,
                        keyPolicy(allow(ALICE.arn())),
                        grantee -> {
                            throw new AssertionError(grantee);
                        });
        assertAllowed(decide(ALICE, "kms:Decrypt", key));
    }

    // ---- an explicit deny beats a grant, wherever it stands

    @Test
    void anExplicitDenyBeatsAGrant() {
        Grant granted = grant("1", ALICE.arn(), "Decrypt");
        for (String principal : List.of("*", HERE, ALICE.arn())) {
            Resource denying = new Resource.Key(KEY, HERE, keyPolicy(deny(principal)), held(granted));
            assertDenied(decide(ALICE, "kms:Decrypt", denying), Kind.RESOURCE_POLICY_DENIES);
        }
        assertDenied(decide(ALICE, "kms:Decrypt", key(granted), DENY_DECRYPT), Kind.IDENTITY_POLICY_DENIES);
        assertDenied(decide(ALICE, bounded(given(), DENY_DECRYPT), "kms:Decrypt", key(granted)), Kind.BOUNDARY_DENIES);
        assertDenied(
                decide(
                        SESSION,
                        inSession(given(), DENY_DECRYPT),
                        "kms:Decrypt",
                        key(grant("1", SESSION.arn(), "Decrypt"))),
                Kind.SESSION_POLICY_DENIES);
    }

    // ---- how near a grant names its grantee says what more it takes

    @Test
    void aGrantToAUserIsNotLimitedByABoundary() {
        assertAllowed(
                decide(ALICE, bounded(given(), ALLOW_ENCRYPT), "kms:Decrypt", key(grant("1", ALICE.arn(), "Decrypt"))));
    }

    @Test
    void aGrantToARoleReachesItsSessionsWithinBoundaryAndSessionPolicies() {
        Resource key = key(grant("1", SESSION.roleArn(), "Decrypt"));
        assertThat(decide(SESSION, "kms:Decrypt", key)).isEqualTo(allowedBy("1"));
        assertDenied(decide(SESSION, bounded(given(), ALLOW_ENCRYPT), "kms:Decrypt", key), Kind.BOUNDARY_SILENT);
        assertDenied(
                decide(SESSION, inSession(given(), ALLOW_ENCRYPT), "kms:Decrypt", key), Kind.SESSION_POLICY_SILENT);
    }

    @Test
    void aGrantToASessionReachesThatSessionOnlyAndIsNotLimited() {
        Resource key = key(grant("1", SESSION.arn(), "Decrypt"));
        CallerPolicies limited = inSession(bounded(given(), ALLOW_ENCRYPT), ALLOW_ENCRYPT);
        assertAllowed(decide(SESSION, limited, "kms:Decrypt", key));
        Principal another = Principal.RoleSession.of(HERE, "/service/", "alice", "Bob");
        assertDenied(decide(another, "kms:Decrypt", key), Kind.RESOURCE_POLICY_SILENT);
        Principal mirrored = Principal.RoleSession.of(HERE, "/service/", "bob", "alice");
        assertDenied(decide(mirrored, "kms:Decrypt", key), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aSessionThatIsCalledLikeARoleHoldsNoneOfItsGrants() {
        Principal imitator = Principal.RoleSession.of(HERE, "/", "bob", "alice");
        for (String grantee : List.of(SESSION.roleArn(), "arn:aws:iam::111122223333:role/alice", ALICE.arn())) {
            assertDenied(
                    decide(imitator, "kms:Decrypt", key(grant("1", grantee, "Decrypt"))), Kind.RESOURCE_POLICY_SILENT);
        }
    }

    @Test
    void aGrantToTheAccountLeavesItToIdentityPolicies() {
        Resource key = key(grant("1", "arn:aws:iam::111122223333:root", "Decrypt"));
        assertThat(decide(ROOT, "kms:Decrypt", key)).isEqualTo(allowedBy("1"));
        assertThat(decide(ALICE, "kms:Decrypt", key))
                .isEqualTo(new Decision.Denied(new Reason.ResourceAloneAllows(new Opening.ByGrant("1"))));
        assertAllowed(decide(ALICE, "kms:Decrypt", key, ALLOW_DECRYPT));
        assertDenied(
                decide(ALICE, bounded(given(ALLOW_DECRYPT), ALLOW_ENCRYPT), "kms:Decrypt", key), Kind.BOUNDARY_SILENT);
        assertDenied(decide(OUTSIDER, "kms:Decrypt", key, ALLOW_EVERYTHING), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aGrantToSomebodyOfAnotherAccountNeedsAnIdentityPolicyThere() {
        Resource key = key(grant("1", OUTSIDER.arn(), "Decrypt"));
        assertDenied(decide(OUTSIDER, "kms:Decrypt", key), Kind.IDENTITY_POLICY_SILENT);
        assertAllowed(decide(OUTSIDER, "kms:Decrypt", key, ALLOW_DECRYPT));
        assertDenied(
                decide(OUTSIDER, bounded(given(ALLOW_DECRYPT), ALLOW_ENCRYPT), "kms:Decrypt", key),
                Kind.BOUNDARY_SILENT);
        Resource forTheAccount = key(grant("1", OUTSIDE_ROOT.arn(), "Decrypt"));
        assertAllowed(decide(OUTSIDE_ROOT, "kms:Decrypt", forTheAccount));
        assertDenied(decide(OUTSIDER, "kms:Decrypt", forTheAccount), Kind.IDENTITY_POLICY_SILENT);
    }

    @Test
    void theServerItselfHoldsNoGrants() {
        Principal service = new Principal.Service(HERE, "keyhold.amazonaws.com");
        Resource key = key(grant("1", service.arn(), "Decrypt"), grant("2", ROOT.arn(), "Decrypt"));
        assertDenied(decide(service, "kms:Decrypt", key, ALLOW_DECRYPT), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void theNearestWayInSaysWhatIsMissing() {
        Resource key =
                new Resource.Key(
                        KEY, HERE, keyPolicy(allow(SESSION.roleArn())), held(grant("1", ROOT.arn(), "Decrypt")));
        Decision denied = decide(SESSION, inSession(given(), ALLOW_ENCRYPT), "kms:Decrypt", key);
        assertThat(denied).isEqualTo(new Decision.Denied(new Reason.Limited(new Limit.Session())));
        Resource nearer =
                new Resource.Key(KEY, HERE, keyPolicy(allow(HERE)), held(grant("1", SESSION.roleArn(), "Decrypt")));
        assertThat(decide(SESSION, inSession(given(), ALLOW_ENCRYPT), "kms:Decrypt", nearer)).isEqualTo(denied);
        Resource noNearer =
                new Resource.Key(KEY, HERE, keyPolicy(allow(HERE)), held(grant("1", ROOT.arn(), "Decrypt")));
        assertThat(decide(ALICE, "kms:Decrypt", noNearer))
                .isEqualTo(new Decision.Denied(new Reason.ResourceAloneAllows(new Opening.ByStatement(ofKey(1, "")))));
    }

    // ---- a grant made through a grant is no wider

    @Test
    void aGrantGivesGrantsOnlyWithinItself() {
        Resource key = key(grant("1", ALICE.arn(), "CreateGrant", "Decrypt"));
        assertAllowed(create(key, terms("Decrypt").terms()));
        assertAllowed(create(key, terms("CreateGrant").terms()));
        assertDenied(create(key, terms("Decrypt", "Encrypt").terms()), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(create(key, terms("RetireGrant").terms()), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(
                create(key(grant("1", ALICE.arn(), "Decrypt")), terms("Decrypt").terms()), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void twoGrantsTogetherGiveNoGrantThatNeitherGives() {
        Resource key =
                key(
                        grant("1", ALICE.arn(), "CreateGrant", "Decrypt"),
                        grant("2", ALICE.arn(), "CreateGrant", "Encrypt"));
        assertAllowed(create(key, terms("Encrypt").terms()));
        assertDenied(create(key, terms("Decrypt", "Encrypt").terms()), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aCreateGrantOfWhichTheTermsAreNotKnownIsDenied() {
        Resource key = key(grant("1", ALICE.arn(), "CreateGrant", "Decrypt"));
        assertDenied(decide(ALICE, "kms:CreateGrant", key), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void whoMayCreateGrantsByPolicyMayGrantAnything() {
        KeyPolicy policy = keyPolicy(allow(ALICE.arn()).replace("kms:*", "kms:CreateGrant"));
        assertAllowed(create(new Resource.Key(KEY, HERE, policy, GrantsOfKey.NONE), terms("Decrypt", "Sign").terms()));
    }

    private static Decision create(Resource key, GrantTerms requested) {
        return ask("kms:CreateGrant", key, Map.of(), NOON, Optional.of(requested));
    }

    // ---- who may retire a grant

    @Test
    void theRetiringPrincipalRetiresWithoutAnyPolicy() {
        Resource grant = retirable(ALICE.arn(), ROOT.arn(), ELSEWHERE);
        assertThat(retire(ALICE, given(), grant)).isEqualTo(allowedBy("1"));
        assertDenied(retire(new Principal.User(HERE, "/", "Alice"), given(), grant), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void theGranteeRetiresOnlyWithTheOperation() {
        Grant without = grant("1", OUTSIDER.arn(), "Decrypt", "CreateGrant");
        assertThat(retire(OUTSIDER, given(ALLOW_EVERYTHING), new Resource.RetirableGrant(KEY, without)))
                .isEqualTo(new Decision.Denied(new Reason.NotItsToRetire("1")));
        Grant with = grant("1", OUTSIDER.arn(), "RetireGrant");
        assertAllowed(retire(OUTSIDER, given(), new Resource.RetirableGrant(KEY, with)));
    }

    @Test
    void theAccountThatMadeItRetiresAndDelegates() {
        Resource grant = retirable("arn:aws:iam::444455556666:role/alice", OUTSIDER.arn(), HERE);
        assertAllowed(retire(ROOT, given(), grant));
        assertDenied(retire(ALICE, given(), grant), Kind.IDENTITY_POLICY_SILENT);
        assertAllowed(retire(ALICE, given(ALLOW_RETIRE), grant));
        assertDenied(retire(ALICE, bounded(given(ALLOW_RETIRE), ALLOW_DECRYPT), grant), Kind.BOUNDARY_SILENT);
        assertDenied(retire(SESSION, inSession(given(ALLOW_RETIRE), ALLOW_DECRYPT), grant), Kind.SESSION_POLICY_SILENT);
        assertDenied(retire(OUTSIDE_ROOT, given(), grant), Kind.RESOURCE_POLICY_SILENT);
        Principal stranger = new Principal.User(ELSEWHERE, "/", "bob");
        assertDenied(retire(stranger, given(ALLOW_EVERYTHING), grant), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void theAccountOfTheKeyDoesNotRetireWhatAnotherAccountMade() {
        Resource grant = retirable(OUTSIDER.arn(), OUTSIDER.arn(), ELSEWHERE);
        assertDenied(retire(ROOT, given(), grant), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(retire(ALICE, given(ALLOW_EVERYTHING), grant), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aRetiringRoleIsLimitedByBoundaryAndSessionPoliciesAndARetiringSessionIsNot() {
        CallerPolicies limited = inSession(given(), ALLOW_DECRYPT);
        assertAllowed(retire(SESSION, given(), retirable(SESSION.roleArn(), OUTSIDER.arn(), ELSEWHERE)));
        assertDenied(
                retire(SESSION, limited, retirable(SESSION.roleArn(), OUTSIDER.arn(), ELSEWHERE)),
                Kind.SESSION_POLICY_SILENT);
        assertAllowed(retire(SESSION, limited, retirable(SESSION.arn(), OUTSIDER.arn(), ELSEWHERE)));
    }

    @Test
    void anExplicitDenyStopsRetiring() {
        Resource grant = retirable(ALICE.arn(), ALICE.arn(), HERE);
        String deny = ALLOW_RETIRE.replace("Allow", "Deny");
        assertDenied(retire(ALICE, given(deny), grant), Kind.IDENTITY_POLICY_DENIES);
        assertDenied(retire(ALICE, bounded(given(), deny), grant), Kind.BOUNDARY_DENIES);
        assertDenied(retire(SESSION, inSession(given(), deny), grant), Kind.SESSION_POLICY_DENIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:iam::111122223333:user/*",
                "arn:aws:iam::111122223333:user/Alice",
                "arn:aws:iam::111122223333:user/alice/",
                "arn:aws-cn:iam::111122223333:user/alice",
                "111122223333"
            })
    void aRetiringPrincipalThatIsNearlyTheCallerIsSomebodyElse(String retiring) {
        assertDenied(
                retire(ALICE, given(ALLOW_EVERYTHING), retirable(retiring, OUTSIDER.arn(), ELSEWHERE)),
                Kind.RESOURCE_POLICY_SILENT);
    }

    private static Resource retirable(String retiring, String grantee, String issuer) {
        return new Resource.RetirableGrant(
                KEY, new Grant("1", grantee, Optional.of(retiring), issuer, terms("Decrypt").terms()));
    }

    private static Decision retire(Principal caller, CallerPolicies policies, Resource grant) {
        return decide(caller, policies, "kms:RetireGrant", grant);
    }

    // ---- making them

    private record Terms(GrantTerms terms) {
        GrantTerms with(ContextConstraint constraint) {
            return new GrantTerms(terms.actions(), constraint, Optional.empty(), Optional.empty());
        }

        GrantTerms expiring(Instant when) {
            return new GrantTerms(terms.actions(), terms.context(), Optional.empty(), Optional.of(when));
        }
    }

    private static Terms terms(String... operations) {
        Set<Action> actions =
                Arrays.stream(operations).map(name -> Action.of("kms:" + name)).collect(Collectors.toSet());
        return new Terms(new GrantTerms(actions, new ContextConstraint.None(), Optional.empty(), Optional.empty()));
    }

    private static Grant grant(String id, String grantee, String... operations) {
        return new Grant(id, grantee, Optional.empty(), HERE, terms(operations).terms());
    }

    private static GrantsOfKey held(Grant... grants) {
        return grantee -> Arrays.stream(grants).filter(grant -> grant.grantee().equals(grantee)).toList();
    }

    /// Of which no statement allows anything to anybody here.
    private static Resource key(Grant... grants) {
        return new Resource.Key(KEY, HERE, FOR_OTHERS, held(grants));
    }

    private static Decision allowedBy(String grant) {
        return new Decision.Allowed(new Reason.ResourceAllows(new Opening.ByGrant(grant)));
    }

    private static Decision ask(
            String action,
            Resource resource,
            Map<String, String> encryptionContext,
            Instant time,
            Optional<GrantTerms> requested) {
        RequestContext context =
                new RequestContext() {
                    @Override
                    public List<String> values(String key) {
                        return List.of();
                    }

                    @Override
                    public Map<String, String> encryptionContext() {
                        return encryptionContext;
                    }

                    @Override
                    public Optional<GrantTerms> requestedGrant() {
                        return requested;
                    }

                    @Override
                    public Instant time() {
                        return time;
                    }
                };
        return Authorizer.decide(
                new AuthorizationRequest(ALICE, CallerPolicies.NONE, Action.of(action), resource, context));
    }
}
