package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String KEY_STATEMENT =
            """
            {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}\
            """;
    private static final String IDENTITY_STATEMENT =
            """
            {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}\
            """;

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

    @Test
    void aTextOfExactlyTheLimitIsAcceptedAndOneByteMoreIsTooLarge() {
        String filled = policy("\"Id\":\"@\",", KEY_STATEMENT);
        String limit = filled.replace("@", "x".repeat(PolicyDocument.MAX_BYTES - filled.length() + 1));
        assertThat(limit.getBytes(StandardCharsets.UTF_8)).hasSize(PolicyDocument.MAX_BYTES);
        assertThatNoException().isThrownBy(() -> PolicyDocument.parseKeyPolicy(limit));
        tooLarge(limit + " ");
    }

    @Test
    void theLimitCountsBytesNotCharacters() {
        String filled = policy("\"Id\":\"@\",", KEY_STATEMENT);
        int free = PolicyDocument.MAX_BYTES - filled.length() + 1;
        String text = filled.replace("@", "é".repeat(free / 2) + "x".repeat(free % 2));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(PolicyDocument.MAX_BYTES);
        assertThatNoException().isThrownBy(() -> PolicyDocument.parseKeyPolicy(text));
        tooLarge(text.replaceFirst("kms:\\*", "kms:*?"));
    }

    // ---- refused as text

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "true",
                "1",
                "\"*\"",
                "[]",
                "{",
                "{}",
                "{\"Statement\":",
                "{} {}",
                "{\"Version\":\"2012-10-17\"}",
                "{\"Statement\":[]}",
                "{'Statement':[]}",
                "{Statement:[]}",
                "/* */{\"Statement\":[]}",
                "\u00a0{}"
            })
    void whatIsNoPolicyIsRefused(String text) {
        malformed(text);
        assertThatExceptionOfType(MalformedPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parseIdentityPolicy(text));
    }

    @Test
    void textAfterThePolicyIsRefused() {
        String good = policy("", KEY_STATEMENT);
        malformed(good + "{}");
        malformed(good + "x");
        malformed(good + "]");
        malformed("\ufeff" + good);
    }

    @Test
    void laxJsonIsRefused() {
        malformed(policy("", KEY_STATEMENT.replace("\"*\"}", "\"*\",}")));
        malformed(policy("", "[" + KEY_STATEMENT + ",]"));
        malformed(policy("", KEY_STATEMENT.replace("\"*\"", "'*'")));
        malformed(policy("", KEY_STATEMENT.replace("\"*\"", "\"\\*\"")));
        malformed(policy("", KEY_STATEMENT.replace("\"*\"", "\"*\n\"")));
        malformed(policy("", KEY_STATEMENT.replace("\"*\"", "NaN")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u000b", "\u001f", "\u0100", "\u212a", "\ud83d\ude00", "\ud800"})
    void aCharacterThatPoliciesMayNotHoldIsRefused(String character) {
        malformed(policy("\"Id\":\"" + character + "\",", KEY_STATEMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\t", "\\u001b", "\\u0100", "\\u212a", "\\ud83d\\ude00", "\\ud800"})
    void anEscapeCannotBringInSuchACharacter(String escape) {
        malformed(policy("\"Id\":\"" + escape + "\",", KEY_STATEMENT));
        malformed(policy("", KEY_STATEMENT.replace("111122223333", escape)));
    }

    @Test
    void deepNestingIsRefusedWhereverItStands() {
        String deep = "[".repeat(10_000);
        malformed(deep);
        malformed(policy("", deep));
        malformed(policy("\"Id\":" + deep + ",", KEY_STATEMENT));
        malformed(policy("\"Other\":" + deep + ",", KEY_STATEMENT));
        malformed(keyPolicyWithPrincipal("{\"AWS\":" + deep + "}"));
        malformed(keyPolicyWithPrincipal("{\"AWS\":".repeat(4_000)));
        malformed(policy("", KEY_STATEMENT.replace("\"kms:*\"", deep)));
    }

    @Test
    void aMemberTwiceIsRefusedAlsoIfOneIsEscaped() {
        malformed(policy("\"Id\":\"a\",\"Id\":\"a\",", KEY_STATEMENT));
        malformed(policy("\"Statement\":[],", KEY_STATEMENT));
        malformed(policy("", KEY_STATEMENT.replace("{\"Effect\"", "{\"Effect\":\"Deny\",\"Effect\"")));
        malformed(policy("", KEY_STATEMENT.replace("{\"Effect\"", "{\"\\u0045ffect\":\"Deny\",\"Effect\"")));
        malformed(keyPolicyWithPrincipal("{\"AWS\":\"*\",\"AWS\":\"*\"}"));
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

    // ---- not supported yet, so refused and never evaluated falsely

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Condition\":{}",
                "\"Condition\":{\"StringEquals\":{\"kms:CallerAccount\":\"111122223333\"}}",
                "\"Condition\":null"
            })
    void aConditionIsNotSupported(String condition) {
        assertThat(unsupported(KEY_STATEMENT.replace("{\"Effect\"", "{" + condition + ",\"Effect\"")))
                .isEqualTo("Condition");
        assertThatExceptionOfType(UnsupportedPolicyElementException.class)
                .isThrownBy(() ->
                        PolicyDocument.parseIdentityPolicy(
                                policy("", IDENTITY_STATEMENT.replace("{\"Effect\"", "{" + condition + ",\"Effect\""))))
                .withMessage("The policy element Condition is not supported.");
    }

    @Test
    void aNotPrincipalIsNotSupported() {
        assertThat(unsupported(KEY_STATEMENT.replace("\"Principal\"", "\"NotPrincipal\""))).isEqualTo("NotPrincipal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service", "Federated", "CanonicalUser"})
    void otherKindsOfPrincipalsAreNotSupportedEvenBesideKnownOnes(String kind) {
        String principal = "{\"AWS\":\"111122223333\",\"" + kind + "\":\"s3.amazonaws.com\"}";
        assertThat(unsupported(KEY_STATEMENT.replace("{\"AWS\":\"111122223333\"}", principal)))
                .isEqualTo("Principal." + kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::111122223333:assumed-role/admin/session",
                "arn:aws:sts::111122223333:federated-user/alice"
            })
    void thePrincipalOfASessionIsNotSupported(String principal) {
        assertThat(unsupported(KEY_STATEMENT.replace("111122223333", principal))).startsWith("Principal.AWS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${aws:username}", "${*}", "a${", "$${kms:x}"})
    void aPolicyVariableIsNotSupportedInTheVersionThatHasThem(String text) {
        String statement = IDENTITY_STATEMENT.replace("\"*\"", "\"arn:aws:kms:*:*:alias/" + text + "\"");
        // whatever the order of the members
        for (String policy :
                new String[] {
                    policy("\"Version\":\"2012-10-17\",", statement),
                    "{\"Statement\":" + statement + ",\"Version\":\"2012-10-17\"}"
                }) {
            assertThatExceptionOfType(UnsupportedPolicyElementException.class)
                    .isThrownBy(() -> PolicyDocument.parseIdentityPolicy(policy));
        }
        assertThatNoException()
                .isThrownBy(() -> PolicyDocument.parseIdentityPolicy(policy("\"Version\":\"2008-10-17\",", statement)));
    }

    // ---- errors

    @Test
    void noRefusalRepeatsAnythingOfTheText() {
        String secret = "S3cr3tC4n4ry";
        String good = policy("\"Version\":\"2012-10-17\",\"Id\":\"i\",", KEY_STATEMENT);
        for (String part :
                new String[] {"Version", "2012-10-17", "Effect", "Allow", "AWS", "Resource", ":", "{", "\""}) {
            for (String replacement : new String[] {secret, secret + part, part + secret, "\\u" + secret}) {
                Throwable refusal =
                        catchThrowable(() -> PolicyDocument.parseKeyPolicy(good.replace(part, replacement)));
                assertThat(refusal).isInstanceOf(PolicyRefusedException.class).hasNoCause();
                assertThat(refusal.toString()).doesNotContain(secret);
            }
        }
    }

    @Test
    void aTextWithARandomChangeIsCompiledOrRefusedAndNothingElse() {
        long seed = Long.getLong("keyhold.seed", new Random().nextLong());
        Random random = new Random(seed);
        PolicyGenerator generator = new PolicyGenerator(seed);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            boolean ofKey = random.nextBoolean();
            String text = changed(generator.policy(ofKey), random);
            try {
                PolicyDocument ignored =
                        ofKey ? PolicyDocument.parseKeyPolicy(text) : PolicyDocument.parseIdentityPolicy(text);
                assertThat(ignored).isNotNull();
            } catch (PolicyRefusedException e) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", text " + text, e);
            }
        }
        assertThat(refused).isBetween(10_000, 49_999);
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, changed.charAt(random.nextInt(changed.length())));
                case 2 -> changed.setCharAt(at, (char) random.nextInt(0x180));
                default -> changed.insert(at, "{[]}\",:\\*".charAt(random.nextInt(9)));
            }
        }
        return changed.toString();
    }

    private static String keyPolicyWithPrincipal(String principal) {
        return policy("", KEY_STATEMENT.replace("{\"AWS\":\"111122223333\"}", principal));
    }

    private static String policy(String head, String statement) {
        return "{" + head + "\"Statement\":" + statement + "}";
    }

    private static Throwable malformed(String text) {
        Throwable refusal = catchThrowable(() -> PolicyDocument.parseKeyPolicy(text));
        assertThat(refusal)
                .as(text.substring(0, Math.min(200, text.length())))
                .isInstanceOf(MalformedPolicyException.class);
        return refusal;
    }

    private static Throwable malformedIdentity(String statement) {
        Throwable refusal = catchThrowable(() -> PolicyDocument.parseIdentityPolicy(policy("", statement)));
        assertThat(refusal).isInstanceOf(MalformedPolicyException.class);
        return refusal;
    }

    private static void tooLarge(String text) {
        assertThatExceptionOfType(PolicyTooLargeException.class).isThrownBy(() -> PolicyDocument.parseKeyPolicy(text));
        assertThatExceptionOfType(PolicyTooLargeException.class)
                .isThrownBy(() -> PolicyDocument.parseIdentityPolicy(text));
    }

    private static String unsupported(String statement) {
        UnsupportedPolicyElementException refusal =
                catchThrowableOfType(
                        UnsupportedPolicyElementException.class,
                        () -> PolicyDocument.parseKeyPolicy(policy("\"Version\":\"2012-10-17\",", statement)));
        assertThat(refusal).isNotNull();
        return refusal.element();
    }
}
