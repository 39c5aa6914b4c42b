package dev.keyhold.authz;

import static dev.keyhold.authz.ReviewScenario.AT_OFFICE;
import static dev.keyhold.authz.ReviewScenario.BOB;
import static dev.keyhold.authz.ReviewScenario.REVIEW;
import static dev.keyhold.authz.ReviewScenario.caller;
import static dev.keyhold.authz.ReviewScenario.conditioned;
import static dev.keyhold.authz.ReviewScenario.decrypt;
import static dev.keyhold.authz.ReviewScenario.deny;
import static dev.keyhold.authz.ReviewScenario.permission;
import static dev.keyhold.authz.ReviewScenario.via;
import static dev.keyhold.authz.Scenario.ALICE;
import static dev.keyhold.authz.Scenario.ALLOW_DECRYPT;
import static dev.keyhold.authz.Scenario.KEY;
import static dev.keyhold.authz.Scenario.ROOT;
import static dev.keyhold.authz.Scenario.allow;
import static dev.keyhold.authz.Scenario.defaultPolicy;
import static dev.keyhold.authz.Scenario.keyPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.AccessChange.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a change of policies is called; that it is right is shown in [EffectiveAccessPropertyTest].
class AccessChangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NEWLY_ALLOWED | none               | one",
                "NEWLY_ALLOWED | none               | office",
                "TAKEN_AWAY    | one                | none",
                "WIDER         | office             | one",
                "NARROWER      | one                | office",
                "NARROWER      | one                | one,deny",
                "WIDER         | one,deny           | one",
                "WIDER         | office             | network",
                "NARROWER      | network            | office",
                "WIDER         | office             | office,mail",
                "NARROWER      | office,mail        | mail",
                "CHANGED       | office             | mail",
                "NARROWER      | office             | office,deny",
                "CHANGED       | office             | mail,deny"
            })
    void aChangeOfTheKeyPolicyIsNamed(Kind kind, String before, String after) {
        assertThat(changes(before, after)).extracting(AccessChange::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one | one",
                "office | none,office",
                "office,mail | mail,office",
                "one | office,one",
                "office | sorted"
            })
    void whatAllowsTheSameIsNoChange(String before, String after) {
        assertThat(changes(before, after)).isEmpty();
    }

    @Test
    void aSwapOfOneUserForAnotherGivesAndTakesAway() {
        List<AccessChange> changes =
                REVIEW.changes(
                        List.of(caller(ALICE), caller(BOB), caller(ROOT)),
                        List.of(decrypt(keyPolicy(allow(ALICE.arn())))),
                        keyPolicy(allow(BOB.arn())));
        assertThat(changes)
                .extracting(AccessChange::describe)
                .containsExactly(
                        ALICE.arn()
                                + " kms:Decrypt on "
                                + KEY
                                + ": taken away, denied: no statement of the key policy and no grant allows it to the"
                                + " caller or the caller's account (before: allowed: statement 1 of the key policy"
                                + " allows it)",
                        BOB.arn()
                                + " kms:Decrypt on "
                                + KEY
                                + ": newly allowed, allowed: statement 1 of the key policy allows it");
    }

    @Test
    void aChangeOfTheCallersPoliciesIsNamed() {
        KnownCaller before = caller(ALICE, ALLOW_DECRYPT);
        CallerPolicies after = caller(ALICE, ALLOW_DECRYPT.replace("Decrypt", "Encrypt")).policies();
        assertThat(
                        REVIEW.changes(
                                before,
                                after,
                                List.of(decrypt(defaultPolicy()), permission("kms:Encrypt", defaultPolicy()))))
                .extracting(AccessChange::kind)
                .containsExactly(Kind.TAKEN_AWAY, Kind.NEWLY_ALLOWED);
    }

    @Test
    void theSamePolicyReadTwiceGivesEqualAnswers() {
        String statement = conditioned(allow(ALICE.arn()), AT_OFFICE);
        assertThat(REVIEW.access(caller(ALICE), decrypt(keyPolicy(statement))))
                .isEqualTo(REVIEW.access(caller(ALICE), decrypt(keyPolicy(statement))))
                .isNotEqualTo(REVIEW.access(caller(ALICE), decrypt(keyPolicy(statement.replace("10.0", "10.1")))));
    }

    private static List<AccessChange> changes(String before, String after) {
        return REVIEW.changes(List.of(caller(ALICE)), List.of(decrypt(named(before))), named(after));
    }

    private static KeyPolicy named(String names) {
        return keyPolicy(
                Arrays.stream(names.split(","))
                        .map(name ->
                                switch (name) {
                                    case "none" -> allow(BOB.arn());
                                    case "one" -> allow(ALICE.arn());
                                    case "office" -> conditioned(allow(ALICE.arn()), AT_OFFICE);
                                    case "sorted" ->
                                            conditioned(
                                                    allow(ALICE.arn()),
                                                    "{\"IpAddress\":{\"AWS:sourceip\":[\"192.168.1.9\",\"10.0.0.0/8\"]}}");
                                    case "network" ->
                                            conditioned(
                                                    allow(ALICE.arn()), AT_OFFICE.replace("[", "[\"172.16.0.0/12\","));
                                    case "mail" -> conditioned(allow(ALICE.arn()), via("mail.example"));
                                    default -> conditioned(deny(ALICE.arn()), via("web.example"));
                                })
                        .toArray(String[]::new));
    }
}
