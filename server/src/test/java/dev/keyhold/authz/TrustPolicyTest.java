package dev.keyhold.authz;

import static dev.keyhold.authz.Scenario.ALICE;
import static dev.keyhold.authz.Scenario.ELSEWHERE;
import static dev.keyhold.authz.Scenario.HERE;
import static dev.keyhold.authz.Scenario.OUTSIDER;
import static dev.keyhold.authz.Scenario.OUTSIDE_ROOT;
import static dev.keyhold.authz.Scenario.SESSION;
import static dev.keyhold.authz.Scenario.assertAllowed;
import static dev.keyhold.authz.Scenario.assertDenied;
import static dev.keyhold.authz.Scenario.bounded;
import static dev.keyhold.authz.Scenario.decide;
import static dev.keyhold.authz.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authz.Decision.Denied.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may become a role, one sentence per rule.
class TrustPolicyTest {
    private static final String ROLE = "arn:aws:iam::" + HERE + ":role/team/deploy";
    private static final String ALICES_ARN = "arn:aws:iam::" + HERE + ":user/alice";
    private static final String OUTSIDERS_ARN = "arn:aws:iam::" + ELSEWHERE + ":user/alice";
    private static final String MAY_ASSUME =
            """
            {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"%s"}\
            """
                    .formatted(ROLE);
    private static final String MUST_NOT_ASSUME = MAY_ASSUME.replace("Allow", "Deny");

    private static String trust(String effect, String principal) {
        return "{\"Effect\":\""
                + effect
                + "\",\"Principal\":{\"AWS\":\""
                + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}";
    }

    private static Resource role(String... statements) {
        return new Resource.Role(ROLE, HERE, parse(statements));
    }

    private static TrustPolicy parse(String... statements) {
        return PolicyDocument.parseTrustPolicy(
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    private static Decision assume(Principal caller, Resource role, String... identityStatements) {
        return decide(caller, "sts:AssumeRole", role, identityStatements);
    }

    // ---- in one account

    @Test
    void aUserThatTheTrustPolicyNamesNeedsNothingMore() {
        assertAllowed(assume(ALICE, role(trust("Allow", ALICES_ARN))));
        assertAllowed(assume(ALICE, role(trust("Allow", "*"))));
    }

    @Test
    void aUserThatTheTrustPolicyDoesNotNameIsDeniedWhateverTheIdentityPoliciesSay() {
        Decision denied = assume(ALICE, role(trust("Allow", ALICES_ARN + "2")), MAY_ASSUME);
        assertDenied(denied, Kind.RESOURCE_POLICY_SILENT);
        assertThat(((Decision.Denied) denied).reason().describe())
                .isEqualTo(
                        "statement 1 of identity policy p1 allows it, but no statement of the trust policy allows it to"
                                + " the caller or the caller's account");
        assertDenied(assume(ALICE, role(trust("Allow", OUTSIDERS_ARN)), MAY_ASSUME), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void anAccountThatTheTrustPolicyNamesLeavesItToTheIdentityPolicies() {
        for (String account : new String[] {HERE, "arn:aws:iam::" + HERE + ":root"}) {
            Resource role = role(trust("Allow", account));
            assertDenied(assume(ALICE, role), Kind.IDENTITY_POLICY_SILENT);
            assertDenied(assume(ALICE, role, MAY_ASSUME.replace("deploy", "other")), Kind.IDENTITY_POLICY_SILENT);
            assertAllowed(assume(ALICE, role, MAY_ASSUME));
        }
    }

    @Test
    void aRoleThatTheTrustPolicyNamesIsBoundByItsBoundaryAndItsSessionInPersonIsNot() {
        CallerPolicies bounded = bounded(given(), MAY_ASSUME.replace("AssumeRole", "TagSession"));
        Resource byRole = role(trust("Allow", SESSION.roleArn()));
        assertAllowed(assume(SESSION, byRole));
        assertDenied(decide(SESSION, bounded, "sts:AssumeRole", byRole), Kind.BOUNDARY_SILENT);
        assertAllowed(decide(SESSION, bounded, "sts:AssumeRole", role(trust("Allow", SESSION.arn()))));
    }

    // ---- from another account

    @Test
    void anotherAccountNeedsTheTrustPolicyAndAnIdentityPolicy() {
        for (String principal : new String[] {OUTSIDERS_ARN, ELSEWHERE, "*"}) {
            Resource role = role(trust("Allow", principal));
            assertDenied(assume(OUTSIDER, role), Kind.IDENTITY_POLICY_SILENT);
            assertAllowed(assume(OUTSIDER, role, MAY_ASSUME));
        }
        assertDenied(assume(OUTSIDER, role(trust("Allow", HERE)), MAY_ASSUME), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(assume(OUTSIDE_ROOT, role(trust("Allow", HERE))), Kind.RESOURCE_POLICY_SILENT);
    }

    // ---- denials and conditions

    @Test
    void anExplicitDenyAnywhereWins() {
        assertDenied(
                assume(ALICE, role(trust("Allow", ALICES_ARN), trust("Deny", HERE)), MAY_ASSUME),
                Kind.RESOURCE_POLICY_DENIES);
        assertDenied(assume(ALICE, role(trust("Allow", ALICES_ARN)), MUST_NOT_ASSUME), Kind.IDENTITY_POLICY_DENIES);
        assertDenied(
                decide(ALICE, bounded(given(), MUST_NOT_ASSUME), "sts:AssumeRole", role(trust("Allow", ALICES_ARN))),
                Kind.BOUNDARY_DENIES);
    }

    @Test
    void aStatementCountsOnlyForItsActionAndIfItsConditionsHold() {
        String conditional =
                trust("Allow", ALICES_ARN)
                        .replace(
                                "\"Action\"",
                                "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}},\"Action\"");
        assertDenied(assume(ALICE, role(conditional)), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(decide(ALICE, "sts:TagSession", role(trust("Allow", ALICES_ARN))), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(decide(ALICE, "iam:DeleteRole", role(trust("Allow", ALICES_ARN))), Kind.RESOURCE_POLICY_SILENT);
    }

    @Test
    void aServiceOrProviderLetsNoUserIn() {
        Resource role =
                role(
                        """
                        {"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com",\
                        "Federated":"arn:aws:iam::111122223333:oidc-provider/issuer.example"},\
                        "Action":["sts:AssumeRole","sts:AssumeRoleWithWebIdentity","sts:TagSession"]}\
                        """);
        assertDenied(assume(ALICE, role, MAY_ASSUME), Kind.RESOURCE_POLICY_SILENT);
        assertDenied(assume(SESSION, role, MAY_ASSUME), Kind.RESOURCE_POLICY_SILENT);
    }

    // ---- what is no trust policy

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"sts:AssumeRole\",\"iam:PassRole\"]}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":\"sts:AssumeRole\"}",
                "{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}",
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/*\"},"
                        + "\"Action\":\"sts:AssumeRole\"}",
                "{\"Sid\":\"a b\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}"
            })
    void whatIsNoTrustPolicyIsRefused(String statement) {
        assertThatThrownBy(() -> parse(statement)).isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void twoStatementsHaveNotOneSid() {
        String statement = trust("Allow", "*").replace("{\"Effect", "{\"Sid\":\"One\",\"Effect");
        assertThatThrownBy(() -> parse(statement, statement)).isInstanceOf(MalformedPolicyException.class);
    }
}
