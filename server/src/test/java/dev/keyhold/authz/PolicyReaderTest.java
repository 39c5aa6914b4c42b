package dev.keyhold.authz;

import static dev.keyhold.authz.PolicyTexts.KEY_STATEMENT;
import static dev.keyhold.authz.PolicyTexts.keyPolicyWithPrincipal;
import static dev.keyhold.authz.PolicyTexts.malformed;
import static dev.keyhold.authz.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Refusals of a text before it comes to its meaning as a policy.
class PolicyReaderTest {
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
    void deepNestingIsRefusedInConditionsAndInWhatBoundsACallerToo() {
        for (String deep : List.of("[".repeat(10_000), "{\"a\":".repeat(5_000))) {
            for (String condition :
                    List.of(deep, "{\"StringLike\":" + deep + "}", "{\"StringLike\":{\"a:b\":" + deep + "}}")) {
                String member = "{\"Condition\":" + condition + ",";
                malformed(policy("", member + KEY_STATEMENT.substring(1)));
                assertThatExceptionOfType(MalformedPolicyException.class)
                        .isThrownBy(() ->
                                PolicyDocument.parseIdentityPolicy(
                                        policy("", member + PolicyTexts.IDENTITY_STATEMENT.substring(1))));
            }
        }
    }

    @Test
    void aMemberTwiceIsRefusedAlsoIfOneIsEscaped() {
        malformed(policy("\"Id\":\"a\",\"Id\":\"a\",", KEY_STATEMENT));
        malformed(policy("\"Statement\":[],", KEY_STATEMENT));
        malformed(policy("", KEY_STATEMENT.replace("{\"Effect\"", "{\"Effect\":\"Deny\",\"Effect\"")));
        malformed(policy("", KEY_STATEMENT.replace("{\"Effect\"", "{\"\\u0045ffect\":\"Deny\",\"Effect\"")));
        malformed(keyPolicyWithPrincipal("{\"AWS\":\"*\",\"AWS\":\"*\"}"));
    }

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

    private static void tooLarge(String text) {
        assertThatExceptionOfType(PolicyTooLargeException.class).isThrownBy(() -> PolicyDocument.parseKeyPolicy(text));
        assertThatExceptionOfType(PolicyTooLargeException.class)
                .isThrownBy(() -> PolicyDocument.parseIdentityPolicy(text));
    }
}
