package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final StatementRef IN_KEY_POLICY = new StatementRef(new StatementRef.Source.OfKey(), 2, "");
    private static final StatementRef IN_IDENTITY_POLICY =
            new StatementRef(new StatementRef.Source.OfCaller("operators"), 1, "Use");
    private static final String GRANT = "0a".repeat(32);
    private static final String HEAD =
            "User: arn:aws:iam::111122223333:user/team/alice is not authorized to perform:"
                    + " kms:DescribeKey on resource: arn:aws:kms:us-east-1:111122223333:alias/app ";

    @Test
    void theCallerReadsTheWordsOfAws() {
        assertThat(text(new Reason.ResourceSilent(IN_KEY_POLICY.source())))
                .isEqualTo(HEAD + "because no resource-based policy allows the kms:DescribeKey action");
        assertThat(text(new Reason.IdentityPoliciesSilent()))
                .isEqualTo(HEAD + "because no identity-based policy allows the kms:DescribeKey action");
        assertThat(text(new Reason.ExplicitDeny(IN_KEY_POLICY)))
                .isEqualTo(HEAD + "with an explicit deny in a resource-based policy");
        assertThat(text(new Reason.ExplicitDeny(IN_IDENTITY_POLICY)))
                .isEqualTo(HEAD + "with an explicit deny in an identity-based policy");
    }

    @Test
    void theCallerReadsTheWordsOfAwsAlsoForBoundariesAndSessionPolicies() {
        assertThat(text(new Reason.ExplicitDeny(at(new StatementRef.Source.OfBoundary("operators")))))
                .isEqualTo(HEAD + "with an explicit deny in a permissions boundary");
        assertThat(text(new Reason.ExplicitDeny(at(new StatementRef.Source.OfSession("operators")))))
                .isEqualTo(HEAD + "with an explicit deny in a session policy");
        assertThat(text(new Reason.Limited(new Limit.Boundary("operators"))))
                .isEqualTo(HEAD + "because no permissions boundary allows the kms:DescribeKey action");
        assertThat(text(new Reason.Limited(new Limit.Session())))
                .isEqualTo(HEAD + "because no session policy allows the kms:DescribeKey action");
    }

    @Test
    void theCallerLearnsNothingOfGrants() {
        Opening grant = new Opening.ByGrant(GRANT);
        assertThat(text(new Reason.ResourceAloneAllows(grant))).isEqualTo(text(new Reason.IdentityPoliciesSilent()));
        assertThat(text(new Reason.NotItsToRetire(GRANT)))
                .isEqualTo(text(new Reason.ResourceSilent(IN_KEY_POLICY.source())));
    }

    @Test
    void theTextNamesTheSessionThatCalled() {
        AuthorizationRequest request =
                new AuthorizationRequest(
                        Scenario.SESSION,
                        CallerPolicies.NONE,
                        Action.of("kms:ListKeys"),
                        new Resource.None(),
                        RequestContext.EMPTY);
        assertThat(new Decision.Denied(new Reason.Limited(new Limit.Session())).callerText(request))
                .isEqualTo(
                        "User: arn:aws:sts::111122223333:assumed-role/alice/bob is not authorized to perform:"
                                + " kms:ListKeys on resource: * because no session policy allows the kms:ListKeys"
                                + " action");
    }

    @Test
    void theAuditorReadsWhichGrantBoundaryOrSessionPolicyDecided() {
        Opening grant = new Opening.ByGrant(GRANT);
        assertThat(new Reason.ResourceAllows(grant).describe()).isEqualTo("grant " + GRANT + " allows it");
        assertThat(new Reason.BothAllow(grant, IN_IDENTITY_POLICY).describe())
                .isEqualTo("grant " + GRANT + " and statement 1 (Use) of identity policy operators allow it");
        assertThat(new Reason.ResourceAloneAllows(grant).describe())
                .isEqualTo("grant " + GRANT + " leaves it to the caller's identity policies, none of which allows it");
        assertThat(new Reason.NotItsToRetire(GRANT).describe())
                .isEqualTo(
                        "grant "
                                + GRANT
                                + " does not name the caller or the caller's account as one who may retire it");
        assertThat(new Reason.Limited(new Limit.Boundary("operators")).describe())
                .isEqualTo("the permissions boundary operators does not allow it");
        assertThat(new Reason.Limited(new Limit.Session()).describe()).isEqualTo("no session policy allows it");
        assertThat(new Reason.ExplicitDeny(at(new StatementRef.Source.OfBoundary("operators"))).describe())
                .isEqualTo("statement 3 of permissions boundary operators denies it");
        assertThat(new Reason.ExplicitDeny(at(new StatementRef.Source.OfSession("operators"))).describe())
                .isEqualTo("statement 3 of session policy operators denies it");
    }

    private static StatementRef at(StatementRef.Source source) {
        return new StatementRef(source, 3, "");
    }

    @Test
    void theCallerLearnsNothingOfTheStatementThatDecided() {
        assertThat(text(new Reason.IdentityAllowIsVoid(IN_IDENTITY_POLICY, IN_KEY_POLICY.source())))
                .isEqualTo(text(new Reason.ResourceSilent(IN_KEY_POLICY.source())))
                .isEqualTo(text(new Reason.ResourceOfAnotherAccount()))
                .doesNotContain("operators");
        assertThat(text(new Reason.ResourceAloneAllows(new Opening.ByStatement(IN_KEY_POLICY))))
                .isEqualTo(text(new Reason.IdentityPoliciesSilent()));
    }

    @Test
    void aRequestWithoutResourceIsDeniedOnAStar() {
        AuthorizationRequest request =
                new AuthorizationRequest(
                        new Principal.Root("111122223333"),
                        CallerPolicies.NONE,
                        Action.of("kms:ListKeys"),
                        new Resource.None(),
                        RequestContext.EMPTY);
        assertThat(new Decision.Denied(new Reason.IdentityPoliciesSilent()).callerText(request))
                .isEqualTo(
                        "User: arn:aws:iam::111122223333:root is not authorized to perform: kms:ListKeys on"
                                + " resource: * because no identity-based policy allows the kms:ListKeys action");
    }

    @Test
    void percentSignsInNamesAreData() {
        AuthorizationRequest request =
                new AuthorizationRequest(
                        new Principal.User("111122223333", "/%s/", "a%n"),
                        CallerPolicies.NONE,
                        Action.of("kms:ListKeys"),
                        new Resource.None(),
                        RequestContext.EMPTY);
        assertThat(new Decision.Denied(new Reason.IdentityPoliciesSilent()).callerText(request))
                .startsWith("User: arn:aws:iam::111122223333:user/%s/a%n is");
    }

    @Test
    void theAuditorReadsWhichStatementDecidedOrWhatWasMissing() {
        assertThat(new Reason.ResourceAllows(new Opening.ByStatement(IN_KEY_POLICY)).describe())
                .isEqualTo("statement 2 of the key policy allows it");
        assertThat(new Reason.BothAllow(new Opening.ByStatement(IN_KEY_POLICY), IN_IDENTITY_POLICY).describe())
                .isEqualTo("statement 2 of the key policy and statement 1 (Use) of identity policy operators allow it");
        assertThat(new Reason.IdentityPolicyAllows(IN_IDENTITY_POLICY).describe())
                .isEqualTo("statement 1 (Use) of identity policy operators allows it");
        assertThat(new Reason.CallerIsRoot().describe()).isEqualTo("the caller is the root user of the account");
        assertThat(new Reason.ExplicitDeny(IN_IDENTITY_POLICY).describe())
                .isEqualTo("statement 1 (Use) of identity policy operators denies it");
        assertThat(new Reason.ResourceSilent(IN_KEY_POLICY.source()).describe())
                .startsWith("no statement of the key policy and no grant allows it");
        assertThat(new Reason.IdentityAllowIsVoid(IN_IDENTITY_POLICY, IN_KEY_POLICY.source()).describe())
                .startsWith("statement 1 (Use) of identity policy operators allows it, but neither the key policy");
        assertThat(new Reason.ResourceAloneAllows(new Opening.ByStatement(IN_KEY_POLICY)).describe())
                .startsWith("statement 2 of the key policy leaves it to the caller's identity policies");
        assertThat(new Reason.IdentityPoliciesSilent().describe()).startsWith("no identity policy");
        assertThat(new Reason.ResourceOfAnotherAccount().describe()).contains("another account");
    }

    @Test
    void aSidAsLongAsAPolicyDoesNotSwellTheRecord() {
        StatementRef ref = new StatementRef(new StatementRef.Source.OfKey(), 1, "x".repeat(30_000));
        assertThat(ref.describe()).isEqualTo("statement 1 (" + "x".repeat(64) + "…) of the key policy");
        assertThat(ref.sid()).hasSize(30_000);
        assertThat(new StatementRef(ref.source(), 1, "x".repeat(64)).describe()).doesNotContain("…");
    }

    private static String text(Reason.ForDenying reason) {
        AuthorizationRequest request =
                new AuthorizationRequest(
                        new Principal.User("111122223333", "/team/", "alice"),
                        CallerPolicies.NONE,
                        Action.of("kms:DescribeKey"),
                        new Resource.WithoutPolicy("arn:aws:kms:us-east-1:111122223333:alias/app", "111122223333"),
                        RequestContext.EMPTY);
        return new Decision.Denied(reason).callerText(request);
    }
}
