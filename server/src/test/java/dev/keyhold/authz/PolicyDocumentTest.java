package dev.keyhold.authz;

import static dev.keyhold.authz.PolicyTexts.IDENTITY_STATEMENT;
import static dev.keyhold.authz.PolicyTexts.KEY_STATEMENT;
import static dev.keyhold.authz.PolicyTexts.keyPolicyWithPrincipal;
import static dev.keyhold.authz.PolicyTexts.malformed;
import static dev.keyhold.authz.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the policy language accepts, refuses and does not support.
class PolicyDocumentTest {
    // ---- accepted

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\":\"*\"}",
                "{\"AWS\":\"111122223333\"}",
                "{\"AWS\":\"arn:aws:iam::111122223333:root\"}",
                "{\"AWS\":[\"arn:aws:iam::111122223333:user/alice\",\"arn:aws:iam::111122223333:role/a/b/c+=,.@-_\"]}"
            })
    void aKeyPolicyNamesItsPrincipalsInEachForm(String principal) {
        assertThatNoException().isThrownBy(() -> PolicyDocument.parseKeyPolicy(keyPolicyWithPrincipal(principal)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"Version\":\"2012-10-17\",", "\"Version\":\"2008-10-17\",\"Id\":\"any text\","})
    void versionAndIdAreOptional(String head) {
        assertThatNoException()
                .isThrownBy(() -> PolicyDocument.parseKeyPolicy(policy(head, "[" + KEY_STATEMENT + "]")));
    }

    @Test
    void aSingleStatementNeedsNoList() {
        assertThatNoException().isThrownBy(() -> PolicyDocument.parseKeyPolicy(policy("", KEY_STATEMENT)));
        assertThatNoException().isThrownBy(() -> PolicyDocument.parseIdentityPolicy(policy("", IDENTITY_STATEMENT)));
    }

    @Test
    void aKeyPolicyMayHaveSpacesInASidAndTheSameSidTwice() {
        String statement = KEY_STATEMENT.replace("{\"Effect\"", "{\"Sid\":\"Enable IAM User Permissions\",\"Effect\"");
        assertThatNoException()
                .isThrownBy(() -> PolicyDocument.parseKeyPolicy(policy("", "[" + statement + "," + statement + "]")));
    }

    // ---- refused as policy

    @ParameterizedTest
    @ValueSource(strings = {"2012-10-18", "2012-10-17 ", "", "2008", "latest"})
    void anotherVersionIsRefused(String version) {
        malformed(policy("\"Version\":\"" + version + "\",", KEY_STATEMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\":\"2012-10-17\",",
                "\"Version\":20121017,",
                "\"Version\":null,",
                "\"Version\":[\"2012-10-17\"],",
                "\"Id\":1,",
                "\"Comment\":\"x\",",
                "\"Statements\":[],"
            })
    void anUnknownOrMistypedElementOfThePolicyIsRefused(String head) {
        malformed(policy(head, KEY_STATEMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"effect\":\"Allow\"",
                "\"Action\":\"kms:*\"",
                "\"NotAction\":\"kms:*\"",
                "\"NotResource\":\"*\"",
                "\"Sid\":1",
                "\"Sid\":null",
                "\"Sid\":[\"a\"]",
                "\"Comment\":\"x\"",
                "\"\":\"x\""
            })
    void anUnknownMistypedOrSecondElementOfAStatementIsRefused(String member) {
        malformed(policy("", KEY_STATEMENT.replace("{\"Effect\"", "{" + member + ",\"Effect\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"allow\"", "\"ALLOW\"", "\"Allow \"", "\"\"", "true", "null", "[\"Allow\"]"})
    void anEffectOtherThanAllowAndDenyIsRefused(String effect) {
        malformed(policy("", KEY_STATEMENT.replace("\"Allow\"", effect)));
        assertThatExceptionOfType(MalformedPolicyException.class)
                .isThrownBy(() ->
                        PolicyDocument.parseIdentityPolicy(
                                policy("", IDENTITY_STATEMENT.replace("\"Allow\"", effect))));
    }

    @Test
    void aStatementWithoutEffectIsRefused() {
        malformed(policy("", KEY_STATEMENT.replace("\"Effect\":\"Allow\",", "")));
    }

    @Test
    void aStatementOfAKeyPolicyWithoutPrincipalIsRefusedWithTheWordsOfAws() {
        String expected = "Policy contains a statement with no principal.";
        assertThat(malformed(policy("", IDENTITY_STATEMENT))).hasMessage(expected);
        assertThat(malformed(keyPolicyWithPrincipal("{}"))).hasMessage(expected);
        assertThat(malformed(keyPolicyWithPrincipal("{\"AWS\":[]}"))).hasMessage(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11112222333",
                "1111222233334",
                "11112222333x",
                "١١١١٢٢٢٢٣٣٣٣",
                "alice",
                "arn:aws:iam::111122223333",
                "arn:aws:iam::111122223333:Root",
                "arn:aws:iam::111122223333:root ",
                " arn:aws:iam::111122223333:root",
                "ARN:aws:iam::111122223333:root",
                "arn:aws:iam::11112222333:root",
                "arn:aws:iam::*:root",
                "arn:aws:iam::*:user/alice",
                "arn:aws:iam:us-east-1:111122223333:user/alice",
                "arn:aws-cn:iam::111122223333:user/alice",
                "arn:aws:iam::111122223333:user/*",
                "arn:aws:iam::111122223333:user/ali?e",
                "arn:aws:iam::111122223333:user/*/alice",
                "arn:aws:iam::111122223333:user/",
                "arn:aws:iam::111122223333:user/team/",
                "arn:aws:iam::111122223333:user",
                "arn:aws:iam::111122223333:User/alice",
                "arn:aws:iam::111122223333:group/admins",
                "arn:aws:iam::111122223333:user/a b",
                "arn:aws:iam::111122223333:user/${aws:username}",
                "arn:aws:iam::111122223333:user/${aws:username}/alice",
                "arn:aws:kms::111122223333:user/alice",
                "**",
                "AIDAEXAMPLEEXAMPLEEXA"
            })
    void aPrincipalThatNamesNobodyIsRefused(String principal) {
        malformed(keyPolicyWithPrincipal("{\"AWS\":\"" + principal + "\"}"));
        malformed(keyPolicyWithPrincipal("{\"AWS\":[\"*\",\"" + principal + "\"]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"111122223333\"",
                "\"arn:aws:iam::111122223333:root\"",
                "\"\"",
                "[\"*\"]",
                "null",
                "1",
                "{\"AWS\":111122223333}",
                "{\"AWS\":null}",
                "{\"AWS\":{}}",
                "{\"AWS\":[[\"*\"]]}",
                "{\"aws\":\"*\"}",
                "{\"Other\":\"*\"}"
            })
    void aPrincipalOfAnotherShapeIsRefused(String principal) {
        malformed(keyPolicyWithPrincipal(principal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Decrypt",
                "kms",
                "kms:",
                ":Decrypt",
                "kms.Decrypt",
                "k*:Decrypt",
                "kms:Decrypt ",
                " kms:Decrypt",
                "kms:De crypt",
                "kms:a:b",
                "kms:${aws:username}",
                "**",
                "?",
                "\u00e9:Decrypt",
                "kms:Decrypt/"
            })
    void anActionOfAnotherFormIsRefused(String action) {
        malformed(policy("", KEY_STATEMENT.replace("kms:*", action)));
        malformed(policy("", KEY_STATEMENT.replace("\"Action\":\"kms:*\"", "\"NotAction\":\"" + action + "\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "?", "key/1", "arn", "Arn:aws:kms:*", "alias/a", "1234abcd", " *"})
    void aResourceThatIsNeitherAStarNorAnArnIsRefused(String resource) {
        malformed(policy("", KEY_STATEMENT.replace("\"Resource\":\"*\"", "\"Resource\":\"" + resource + "\"")));
        malformed(policy("", KEY_STATEMENT.replace("\"Resource\":\"*\"", "\"NotResource\":\"" + resource + "\"")));
    }

    @Test
    void anEmptyListIsRefused() {
        malformed(policy("", KEY_STATEMENT.replace("\"kms:*\"", "[]")));
        malformed(policy("", KEY_STATEMENT.replace("\"Action\":\"kms:*\"", "\"NotAction\":[]")));
        malformed(policy("", KEY_STATEMENT.replace("\"Resource\":\"*\"", "\"NotResource\":[]")));
        malformed(policy("", KEY_STATEMENT.replace("\"Resource\":\"*\"", "\"Resource\":[]")));
    }

    // ---- refused in identity policies

    @Test
    void anIdentityPolicyNamesNoPrincipal() {
        assertThat(malformedIdentity(KEY_STATEMENT)).hasMessage("Policy document should not specify a principal.");
    }

    @Test
    void anIdentityPolicyNeedsActionsAndResources() {
        assertThat(malformedIdentity("{\"Effect\":\"Allow\",\"Resource\":\"*\"}"))
                .hasMessage("Policy statement must contain actions.");
        assertThat(malformedIdentity("{\"Effect\":\"Deny\",\"Action\":\"kms:*\"}"))
                .hasMessage("Policy statement must contain resources.");
    }

    @Test
    void aSidOfAnIdentityPolicyIsAlphanumericAndUnique() {
        String named = IDENTITY_STATEMENT.replace("{\"Effect\"", "{\"Sid\":\"A1\",\"Effect\"");
        assertThatNoException().isThrownBy(() -> PolicyDocument.parseIdentityPolicy(policy("", named)));
        malformedIdentity(named.replace("A1", "A 1"));
        malformedIdentity(named.replace("A1", "A\u00e9"));
        malformedIdentity("[" + named + "," + named + "]");
    }

    // ---- principals that no caller is yet, and NotPrincipal

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Service\":\"s3.amazonaws.com\"}",
                "{\"Service\":[\"s3.amazonaws.com\",\"ec2.amazonaws.com.cn\"]}",
                "{\"Federated\":\"cognito-identity.amazonaws.com\"}",
                "{\"Federated\":\"arn:aws:iam::111122223333:saml-provider/idp\"}",
                "{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/admin/session\"}",
                "{\"AWS\":\"arn:aws:sts::111122223333:federated-user/alice\"}"
            })
    void servicesAndSessionsAreReadAndAreNobody(String principal) {
        KeyPolicy policy = PolicyDocument.parseKeyPolicy(keyPolicyWithPrincipal(principal));
        for (Principal caller : new Principal[] {Scenario.ROOT, Scenario.ALICE, Scenario.OUTSIDER}) {
            Scenario.assertDenied(
                    Scenario.decrypt(caller, policy, Scenario.ALLOW_EVERYTHING),
                    Decision.Denied.Kind.RESOURCE_POLICY_SILENT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Service\":\"s3\"}",
                "{\"Service\":\"arn:aws:iam::111122223333:root\"}",
                "{\"Service\":[]}",
                "{\"Federated\":\"arn:aws:iam::111122223333:user/alice\"}",
                "{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/admin/*\"}",
                "{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/admin\"}"
            })
    void aMalformedServiceOrSessionIsRefused(String principal) {
        malformed(keyPolicyWithPrincipal(principal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service", "Federated"})
    void aNameOfThousandsOfPartsIsRefused(String kind) {
        malformed(keyPolicyWithPrincipal("{\"" + kind + "\":\"" + "a.".repeat(15_000) + "a\"}"));
    }

    @Test
    void aNotPrincipalSparesWhomItListsTogetherWithTheAccount() {
        String deny = "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":[%s]},\"Action\":\"*\",\"Resource\":\"*\"}";
        String alice = "\"arn:aws:iam::111122223333:user/alice\"";
        String account = "\"111122223333\"";
        KeyPolicy both = Scenario.keyPolicy(Scenario.allow("*"), deny.formatted(alice + "," + account));
        assertThat(Scenario.decrypt(Scenario.ALICE, both)).isInstanceOf(Decision.Allowed.class);
        assertThat(Scenario.decrypt(Scenario.ROOT, both)).isInstanceOf(Decision.Allowed.class);
        assertThat(Scenario.decrypt(new Principal.User(Scenario.HERE, "/", "bob"), both))
                .isInstanceOf(Decision.Denied.class);
        assertThat(Scenario.decrypt(Scenario.OUTSIDER, both)).isInstanceOf(Decision.Denied.class);
        KeyPolicy userAlone = Scenario.keyPolicy(Scenario.allow("*"), deny.formatted(alice));
        assertThat(Scenario.decrypt(Scenario.ALICE, userAlone)).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void aNotPrincipalThatAllowsOrStandsBesideAPrincipalIsRefused() {
        malformed(policy("", KEY_STATEMENT.replace("\"Principal\"", "\"NotPrincipal\"")));
        malformed(policy("", KEY_STATEMENT.replace("{\"Effect\"", "{\"NotPrincipal\":\"*\",\"Effect\"")));
    }

    // ---- not supported, so refused and never evaluated falsely

    @Test
    void aCanonicalUserIsNotSupportedEvenBesideKnownPrincipals() {
        String principal = "{\"AWS\":\"111122223333\",\"CanonicalUser\":\"79a59d\"}";
        UnsupportedPolicyElementException refusal =
                catchThrowableOfType(
                        UnsupportedPolicyElementException.class,
                        () -> PolicyDocument.parseKeyPolicy(keyPolicyWithPrincipal(principal)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.element()).isEqualTo("Principal.CanonicalUser");
    }

    private static Throwable malformedIdentity(String statement) {
        Throwable refusal = catchThrowable(() -> PolicyDocument.parseIdentityPolicy(policy("", statement)));
        assertThat(refusal).isInstanceOf(MalformedPolicyException.class);
        return refusal;
    }
}
