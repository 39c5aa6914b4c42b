package dev.keyhold.authz;

import static dev.keyhold.authz.Scenario.ALIAS;
import static dev.keyhold.authz.Scenario.ALICE;
import static dev.keyhold.authz.Scenario.ALLOW_DECRYPT;
import static dev.keyhold.authz.Scenario.ALLOW_EVERYTHING;
import static dev.keyhold.authz.Scenario.DENY_DECRYPT;
import static dev.keyhold.authz.Scenario.HERE;
import static dev.keyhold.authz.Scenario.KEY;
import static dev.keyhold.authz.Scenario.allow;
import static dev.keyhold.authz.Scenario.allowedByKeyPolicy;
import static dev.keyhold.authz.Scenario.assertDenied;
import static dev.keyhold.authz.Scenario.decide;
import static dev.keyhold.authz.Scenario.decrypt;
import static dev.keyhold.authz.Scenario.defaultPolicy;
import static dev.keyhold.authz.Scenario.key;
import static dev.keyhold.authz.Scenario.keyPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.Decision.Denied.Kind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a statement covers.
class StatementTest {
    @ParameterizedTest
    @CsvSource({
        "kms:Decrypt, true",
        "KMS:DECRYPT, true",
        "kms:decrypt, true",
        "kms:*, true",
        "*, true",
        "*:*, true",
        "*:Decrypt, true",
        "kms:D*, true",
        "kms:De?rypt, true",
        "kms:*crypt, true",
        "kms:Decrypt*, true",
        "kms:Encrypt, false",
        "kms:Decryp, false",
        "kms:Decrypt?, false",
        "kms:?Decrypt, false",
        "iam:*, false",
        "km:*, false",
        "kms2:*, false",
        "kms:GenerateDataKey*, false",
        "kms:Generate*Decrypt, false"
    })
    void anActionPatternIgnoresCase(String pattern, boolean matches) {
        Decision decision = decrypt(ALICE, defaultPolicy(), ALLOW_DECRYPT.replace("kms:Decrypt", pattern));
        assertThat(decision instanceof Decision.Allowed).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "arn:*, true",
        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, true",
        "arn:aws:kms:*:111122223333:key/*, true",
        "arn:aws:kms:us-*-1:111122223333:key/1234abcd-????-34cd-56ef-1234567890ab, true",
        "arn:aws:kms:us-east-1:111122223333:key/1234ABCD-12ab-34cd-56ef-1234567890ab, false",
        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890a, false",
        "arn:aws:kms:us-east-1:111122223333:Key/*, false",
        "arn:aws:kms:us-east-1:444455556666:key/*, false",
        "arn:aws:kms:us-east-1:111122223333:key/?, false",
        "arn:aws:kms:us-east-1:111122223333:alias/*, false"
    })
    void aResourcePatternKeepsCase(String pattern, boolean matches) {
        Decision decision = decrypt(ALICE, defaultPolicy(), ALLOW_DECRYPT.replace("\"*\"", "\"" + pattern + "\""));
        assertThat(decision instanceof Decision.Allowed).isEqualTo(matches);
    }

    @Test
    void wildcardsInTheRequestedArnAreData() {
        String exact = ALLOW_DECRYPT.replace("\"*\"", "\"" + KEY + "\"");
        for (String arn : List.of("*", KEY.replace("1234abcd", "*"), KEY.replace("a", "?"))) {
            Resource key = new Resource.Key(arn, HERE, defaultPolicy(), GrantsOfKey.NONE);
            assertDenied(decide(ALICE, "kms:Decrypt", key, exact), Kind.IDENTITY_POLICY_SILENT);
        }
    }

    @Test
    void theTurkishLanguageOfTheMachineChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            String deny = DENY_DECRYPT.replace("kms:Decrypt", "KMS:SCHEDULEKEYDELETION");
            String both = ALLOW_EVERYTHING + "," + deny;
            assertDenied(
                    decide(ALICE, "kms:ScheduleKeyDeletion", key(defaultPolicy()), both), Kind.IDENTITY_POLICY_DENIES);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void notResourceCoversEverythingElse() {
        String others = "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"NotResource\":\"" + KEY + "\"}";
        assertDenied(decrypt(ALICE, defaultPolicy(), others), Kind.IDENTITY_POLICY_SILENT);
        assertThat(decrypt(ALICE, defaultPolicy(), others.replace("ab\"}", "cd\"}")))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void aKeyPolicyStatementWithoutActionOrResourceHasNoEffect() {
        String noAction = allow(ALICE.arn()).replace("\"Action\":\"kms:*\",", "");
        String noResource = allow(ALICE.arn()).replace(",\"Resource\":\"*\"", "");
        assertDenied(decrypt(ALICE, keyPolicy(noAction, noResource)), Kind.RESOURCE_POLICY_SILENT);
        KeyPolicy denying =
                keyPolicy(allow(ALICE.arn()), noAction.replace("Allow", "Deny"), noResource.replace("Allow", "Deny"));
        assertThat(decrypt(ALICE, denying)).isEqualTo(allowedByKeyPolicy(1, ""));
    }

    @Test
    void aKeyPolicyForOtherKeysHasNoEffectOnThisOne() {
        String other = allow(ALICE.arn()).replace("\"Resource\":\"*\"", "\"Resource\":\"" + ALIAS + "\"");
        assertDenied(decrypt(ALICE, keyPolicy(other)), Kind.RESOURCE_POLICY_SILENT);
    }
}
