package dev.keyhold.authz;

import static dev.keyhold.authz.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the condition operators and policy variables mean, by the tables of the IAM user guide.
class ConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StringEquals              | a          | a          | true",
                "StringEquals              | a*         | ab         | false",
                "StringEquals              | A          | a          | false",
                "StringNotEquals           | a          | b          | true",
                "StringNotEquals           | a          | a          | false",
                "StringEqualsIgnoreCase    | ÄB         | äb         | true",
                "StringEqualsIgnoreCase    | k          | \u212a     | false",
                "StringNotEqualsIgnoreCase | AB         | ab         | false",
                "StringLike                | a*c?       | abbcd      | true",
                "StringLike                | a*c?       | abbc       | false",
                "StringNotLike             | a*         | abc        | false",
                "StringNotLike             | a*         | bc         | true",
                "NumericEquals             | 1          | 1.0        | true",
                "NumericEquals             | 1          | one        | false",
                "NumericNotEquals          | 1          | 2          | true",
                "NumericNotEquals          | 1          | one        | true",
                "NumericLessThan           | 10         | 9          | true",
                "NumericLessThan           | 10         | 10         | false",
                "NumericLessThanEquals     | 10         | 10         | true",
                "NumericGreaterThan        | 10         | 9          | false",
                "NumericGreaterThan        | -10        | -9.5       | true",
                "NumericGreaterThanEquals  | 10         | 10         | true",
                "DateEquals                | 2026-01-01T00:00:00Z | 1767225600                | true",
                "DateEquals                | 2026-01-01T01:00:00+01:00 | 2026-01-01T00:00:00Z | true",
                "DateEquals                | 2026       | 2026-01-01 | true",
                "DateNotEquals             | 2026-01    | 2026-01-01T00:00:00.001Z              | true",
                "DateLessThan              | 2026-01-01 | 2025-12-31T23:59:59Z                  | true",
                "DateLessThanEquals        | 2026-01-01 | 2026-01-01T00:00Z                     | true",
                "DateGreaterThan           | 2026-01-01 | 2026-01-01 | false",
                "DateGreaterThanEquals     | 2026-01-01 | yesterday  | false",
                "Bool                      | true       | TRUE       | true",
                "Bool                      | true       | false      | false",
                "Bool                      | false      | 0          | false",
                "BinaryEquals              | YQ==       | YQ==       | true",
                "BinaryEquals              | YQ==       | YQ         | true",
                "BinaryEquals              | YQ==       | yq==       | false",
                "IpAddress                 | 203.0.113.0/24 | 203.0.113.255  | true",
                "IpAddress                 | 203.0.113.0/24 | 203.0.114.0    | false",
                "IpAddress                 | 203.0.113.9/24 | 203.0.113.1    | true",
                "IpAddress                 | 203.0.113.0/24 | ::ffff:203.0.113.1 | true",
                "IpAddress                 | 0.0.0.0/0      | ::1            | false",
                "IpAddress                 | ::/0           | 10.0.0.1       | false",
                "IpAddress                 | 2001:db8::/32  | 2001:db8:ffff::1 | true",
                "IpAddress                 | 2001:db8::/33  | 2001:db8:ffff::1 | false",
                "IpAddress                 | 10.0.0.1       | 10.0.0.01      | false",
                "IpAddress                 | 10.0.0.1       | 10.1           | false",
                "NotIpAddress              | 10.0.0.0/8     | 11.0.0.1       | true",
                "NotIpAddress              | 10.0.0.0/8     | 10.0.0.1       | false",
                "ArnEquals  | arn:aws:iam::*:user/*      | arn:aws:iam::111122223333:user/a     | true",
                "ArnLike    | arn:aws:*:user/a           | arn:aws:iam::111122223333:user/a     | refused",
                "ArnLike    | arn:aws:*:*:*:*/a          | arn:aws:iam::111122223333:user/t/a   | true",
                "ArnLike    | arn:*::111122223333:a:user/a | arn:aws:iam::111122223333:a:user/a | false",
                "ArnLike    | *                          | arn:aws:iam::111122223333:user/a     | true",
                "ArnLike    | *                          | alice                                | false",
                "ArnNotLike | arn:aws:iam::*:user/*      | arn:aws:iam::111122223333:role/a     | true",
                "ArnNotEquals | arn:aws:iam::*:user/*    | arn:aws:iam::111122223333:user/a     | false"
            })
    void anOperatorComparesValuesOfItsType(String operator, String wanted, String given, String holds) {
        String condition = condition(operator, "test:Key", wanted);
        if (holds.equals("refused")) {
            assertThat(refusal(condition)).isInstanceOf(MalformedPolicyException.class);
        } else {
            assertThat(allows(condition, Map.of("test:key", List.of(given)))).isEqualTo(holds.equals("true"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, false",
        "StringNotEquals, true",
        "StringNotLike, true",
        "StringEqualsIfExists, true",
        "StringNotEqualsIfExists, true",
        "ForAllValues:StringEquals, true",
        "ForAllValues:StringNotEquals, true",
        "ForAnyValue:StringEquals, false",
        "ForAnyValue:StringNotEquals, false",
        "ForAnyValue:StringEqualsIfExists, true"
    })
    void anAbsentKeySatisfiesWhatAwsSaysItDoes(String operator, boolean holds) {
        assertThat(allows(condition(operator, "test:Key", "a"), Map.of())).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "ForAllValues:StringEquals, a, true",
        "ForAllValues:StringEquals, a;b, true",
        "ForAllValues:StringEquals, a;c, false",
        "ForAnyValue:StringEquals, a;c, true",
        "ForAnyValue:StringEquals, c, false",
        "ForAllValues:StringNotEquals, c;d, true",
        "ForAllValues:StringNotEquals, a;c, false",
        "ForAnyValue:StringNotEquals, a;c, true",
        "ForAnyValue:StringNotEquals, a;b, false"
    })
    void aSetOperatorCountsTheValuesOfTheRequest(String operator, String given, boolean holds) {
        String condition = "{\"" + operator + "\":{\"aws:TagKeys\":[\"a\",\"b\"]}}";
        assertThat(allows(condition, Map.of("aws:tagkeys", List.of(given.split(";", -1))))).isEqualTo(holds);
    }

    @Test
    void withoutASetOperatorSeveralValuesCountAgainstTheCaller() {
        Map<String, List<String>> both = Map.of("test:key", List.of("a", "b"));
        assertThat(allows(condition("StringEquals", "test:Key", "a"), both)).isFalse();
        assertThat(denies(condition("StringEquals", "test:Key", "a"), both)).isTrue();
        assertThat(denies(condition("StringNotEquals", "test:Key", "a"), both)).isTrue();
    }

    @Test
    void nullAsksWhetherAKeyIsThere() {
        Map<String, List<String>> there = Map.of("test:key", List.of(""));
        assertThat(allows(condition("Null", "test:Key", "true"), there)).isFalse();
        assertThat(allows(condition("Null", "test:Key", "false"), there)).isTrue();
        assertThat(allows(condition("Null", "test:Key", "true"), Map.of())).isTrue();
        assertThat(allows(condition("Null", "test:Key", "false"), Map.of())).isFalse();
    }

    @Test
    void allConditionsMustHoldAndOneValueOfEachSuffices() {
        String condition =
                "{\"StringEquals\":{\"test:a\":[\"1\",\"2\"],\"test:b\":\"3\"},\"Bool\":{\"test:c\":true},"
                        + "\"NumericLessThan\":{\"test:a\":3}}";
        assertThat(allows(condition, Map.of("test:a", List.of("2"), "test:b", List.of("3"), "test:c", List.of("true"))))
                .isTrue();
        assertThat(allows(condition, Map.of("test:a", List.of("2"), "test:b", List.of("3")))).isFalse();
        assertThat(allows("{}", Map.of())).isTrue();
    }

    // ---- policy variables

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringLike   | ${test:v}*            | al*ce     | al*cex  | true",
                "StringLike   | ${test:v}             | *         | alice   | false",
                "StringLike   | ${test:v}             | *         | *       | true",
                "StringEquals | ${TEST:V}             | alice     | alice   | true",
                "StringLike   | a${*}                 | -         | ab      | false",
                "StringLike   | a${*}                 | -         | a*      | true",
                "StringEquals | a${$}{test:v}         | -         | a${test:v} | true",
                "StringLike   | ${test:w, 'de*'}      | -         | def     | false",
                "StringLike   | ${test:w, 'de*'}      | -         | de*     | true",
                "StringLike   | ${ test:v ,'x'}       | y         | y       | true",
                "StringLike   | ${test:w}*            | y         | y       | false",
                "StringNotLike | ${test:w}            | y         | y       | true",
                "StringEquals | ${test:v}             | ${test:v} | ${test:v} | true",
                "ArnLike      | arn:aws:x:::${test:v} | a:*       | arn:aws:x:::a:b | false",
                "ArnLike      | arn:aws:${test:v}:::k | x:        | arn:aws:x::::k  | false"
            })
    void whatAVariableStandsForIsData(String operator, String wanted, String variable, String given, boolean holds) {
        Map<String, List<String>> known = Map.of("test:v", List.of(variable), "test:key", List.of(given));
        assertThat(allows(condition(operator, "test:Key", wanted), known)).isEqualTo(holds);
    }

    @Test
    void aKeyOfManyValuesIsNoVariableEvenIfItHasOne() {
        assertThat(
                        allows(
                                condition("StringEquals", "test:Key", "${aws:TagKeys}"),
                                Map.of("aws:tagkeys", List.of("a"), "test:key", List.of("a"))))
                .isFalse();
    }

    @Test
    void theOldVersionHasNoVariables() {
        String condition = condition("StringEquals", "test:Key", "${test:v}");
        IdentityPolicy old =
                PolicyDocument.parseIdentityPolicy(
                        policy("\"Version\":\"2008-10-17\",", statement("Allow", condition)));
        assertThat(decides(old, Effect.ALLOW, Map.of("test:key", List.of("${test:v}")))).isTrue();
    }

    @Test
    void whatAVariableStandsForInAResourceIsNoWildcard() {
        String statement =
                """
                {"Effect":"Allow","Action":"*","Resource":"arn:aws:kms:us-east-1:111122223333:key/${aws:username}"}\
                """;
        IdentityPolicy policy = PolicyDocument.parseIdentityPolicy(policy("\"Version\":\"2012-10-17\",", statement));
        assertThat(decides(policy, Effect.ALLOW, Map.of("aws:username", List.of("1")))).isTrue();
        assertThat(decides(policy, Effect.ALLOW, Map.of("aws:username", List.of("*")))).isFalse();
        assertThat(decides(policy, Effect.ALLOW, Map.of())).isFalse();
    }

    // ---- refused

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringEqual\":{\"a:b\":\"c\"}}",
                "{\"stringequals\":{\"a:b\":\"c\"}}",
                "{\"ForSomeValues:StringEquals\":{\"a:b\":\"c\"}}",
                "{\"ForAllValues:\":{\"a:b\":\"c\"}}",
                "{\"IfExists\":{\"a:b\":\"c\"}}",
                "{\"NullIfExists\":{\"a:b\":\"true\"}}",
                "{\"ForAnyValue:Null\":{\"a:b\":\"true\"}}",
                "{\"StringEqualsIfExistsIfExists\":{\"a:b\":\"c\"}}",
                "{\"StringEquals\":{\"ab\":\"c\"}}",
                "{\"StringEquals\":{\":b\":\"c\"}}",
                "{\"StringEquals\":{\"a:b\":[]}}",
                "{\"StringEquals\":{\"a:b\":null}}",
                "{\"StringEquals\":{\"a:b\":{\"c\":\"d\"}}}",
                "{\"StringEquals\":{\"a:b\":[[\"c\"]]}}",
                "{\"StringEquals\":\"c\"}",
                "{\"StringEquals\":{\"a:b\":\"c\"},\"StringEquals\":{\"a:b\":\"d\"}}",
                "\"StringEquals\"",
                "[]",
                "null",
                "{\"NumericEquals\":{\"a:b\":\"1e3\"}}",
                "{\"NumericEquals\":{\"a:b\":\"\"}}",
                "{\"NumericEquals\":{\"a:b\":\"0x1\"}}",
                "{\"NumericEquals\":{\"a:b\":\"${a:c}\"}}",
                "{\"DateEquals\":{\"a:b\":\"2026-02-30\"}}",
                "{\"DateEquals\":{\"a:b\":\"2026-01-01T00:00:00\"}}",
                "{\"DateEquals\":{\"a:b\":\"2026-01-01T24:00:00Z\"}}",
                "{\"DateEquals\":{\"a:b\":\"yesterday\"}}",
                "{\"Bool\":{\"a:b\":\"yes\"}}",
                "{\"Bool\":{\"a:b\":1}}",
                "{\"BinaryEquals\":{\"a:b\":\"?\"}}",
                "{\"IpAddress\":{\"a:b\":\"10.0.0.0/33\"}}",
                "{\"IpAddress\":{\"a:b\":\"10.0.0.256\"}}",
                "{\"IpAddress\":{\"a:b\":\"10.0.0\"}}",
                "{\"IpAddress\":{\"a:b\":\"10.0.0.0/08\"}}",
                "{\"IpAddress\":{\"a:b\":\"10.0.0.0/-1\"}}",
                "{\"IpAddress\":{\"a:b\":\"2001:db8::/129\"}}",
                "{\"IpAddress\":{\"a:b\":\"2001:db8\"}}",
                "{\"IpAddress\":{\"a:b\":\"1:2:3:4:5:6:7::8::\"}}",
                "{\"IpAddress\":{\"a:b\":\"localhost\"}}",
                "{\"ArnEquals\":{\"a:b\":\"alice\"}}",
                "{\"StringEquals\":{\"a:b\":\"${a:c\"}}",
                "{\"StringEquals\":{\"a:b\":\"${}\"}}",
                "{\"StringEquals\":{\"a:b\":\"${ac}\"}}",
                "{\"StringEquals\":{\"a:b\":\"${a:${b:c}}\"}}",
                "{\"StringEquals\":{\"a:b\":\"${a:c, d}\"}}"
            })
    void aConditionOutsideOfTheLanguageIsRefused(String condition) {
        assertThat(refusal(condition)).isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void forAllValuesOfOnePairOfTheEncryptionContextIsRefusedInKeyPolicies() {
        String statement =
                PolicyTexts.KEY_STATEMENT.replace(
                        "{\"Effect\"",
                        "{\"Condition\":{\"ForAllValues:StringEquals\":{\"KMS:EncryptionContext:App\":\"x\"}},\"Effect\"");
        assertThat(PolicyTexts.malformed(policy("", statement)))
                .hasMessageStartingWith("OverlyPermissiveCondition:EncryptionContext: Using the ForAllValues");
        assertThat(refusal("{\"ForAllValues:StringEquals\":{\"kms:EncryptionContext:App\":\"x\"}}")).isNull();
    }

    @Test
    void theMessageRepeatsNothingOfTheText() {
        assertThat(refusal("{\"NumericEquals\":{\"a:b\":\"secret\"}}"))
                .hasMessage("Statement 1 of the policy is malformed: a condition value is not a number.");
    }

    // ---- hostile

    @Test
    void tooManyVariablesAreRefused() {
        String many = "\"" + "${a:b}".repeat(101) + "\"";
        assertThat(refusal("{\"StringLike\":{\"a:b\":" + many + "}}"))
                .hasMessage("The policy has more than 100 policy variables.");
        assertThat(refusal("{\"StringLike\":{\"a:b\":\"" + "${a:b}".repeat(100) + "\"}}")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${:", "${a:", "${a:b", "${a:b ", "${a:b, '", "${a ", "${ "})
    void aVariableThatNeverEndsIsRefusedAtOnce(String start) {
        String filling = start.substring(start.length() - 1).replace("'", "x").repeat(30_000);
        assertThat(refusal(condition("StringLike", "a:b", start + filling)))
                .isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void thousandsOfWildcardsAndOfConditionsAreDecided() {
        String stars = "\"" + "*a".repeat(7_000) + "b\"";
        Map<String, List<String>> known = Map.of("a:b", List.of("a".repeat(8_000)));
        assertThat(allows("{\"StringLike\":{\"a:b\":" + stars + "}}", known)).isFalse();
        String variables = "\"" + "*${a:c}?".repeat(100) + "b\"";
        assertThat(
                        allows(
                                "{\"StringLike\":{\"a:b\":" + variables + "}}",
                                Map.of("a:b", known.get("a:b"), "a:c", List.of("a".repeat(40)))))
                .isFalse();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            keys.add("\"a:%d\":\"x\"".formatted(i));
        }
        assertThat(allows("{\"StringNotEquals\":{" + String.join(",", keys) + "}}", Map.of())).isTrue();
    }

    private static boolean allows(String condition, Map<String, List<String>> known) {
        return decides(parse("Allow", condition), Effect.ALLOW, known);
    }

    private static boolean denies(String condition, Map<String, List<String>> known) {
        return decides(parse("Deny", condition), Effect.DENY, known);
    }

    private static boolean decides(IdentityPolicy policy, Effect effect, Map<String, List<String>> known) {
        Map<String, List<String>> context = new HashMap<>(known);
        AuthorizationRequest request =
                new AuthorizationRequest(
                        Scenario.ALICE,
                        CallerPolicies.NONE,
                        Action.of("kms:Decrypt"),
                        new Resource.WithoutPolicy("arn:aws:kms:us-east-1:111122223333:key/1", Scenario.HERE),
                        key -> context.getOrDefault(key, List.of()));
        return policy.deciding(effect, request).isPresent();
    }

    private static Throwable refusal(String condition) {
        return catchThrowable(() -> parse("Allow", condition));
    }

    private static IdentityPolicy parse(String effect, String condition) {
        return PolicyDocument.parseIdentityPolicy(policy("\"Version\":\"2012-10-17\",", statement(effect, condition)));
    }

    private static String statement(String effect, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" + condition + "}";
    }

    private static String condition(String operator, String key, String value) {
        return "{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}";
    }
}
