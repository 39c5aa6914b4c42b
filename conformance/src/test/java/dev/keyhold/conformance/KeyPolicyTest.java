package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/// GetKeyPolicy and PutKeyPolicy, and the policy of CreateKey.
final class KeyPolicyTest {

    /// What a key has when no policy is given, in one line.
    static final String DEFAULT =
            """
            {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions",\
            "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}]}\
            """;

    private static final String LOCKED_OUT =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},\
            "Action":["kms:Encrypt","kms:DescribeKey","kms:GetKeyPolicy"],"Resource":"*"}]}\
            """;

    private final KmsClient kms = SharedServer.kms();

    @Test
    void aKeyMadeWithoutAPolicyHasTheDefaultOne() {
        GetKeyPolicyResponse answer = kms.getKeyPolicy(r -> r.keyId(SharedServer.newKey().keyId()));

        assertThat(answer.policyName()).isEqualTo("default");
        assertThat(answer.policy().replaceAll("\\s*([\\[\\]{}:,])\\s*", "$1"))
                .isEqualTo(DEFAULT.replaceAll("\\s*([\\[\\]{}:,])\\s*", "$1"));
    }

    @Test
    void aPolicyComesBackLetterForLetter() {
        String odd = DEFAULT.replace(",", " ,\r\n\t").replace("key-default-1", "ä-1");
        String id = kms.createKey(r -> r.policy(odd)).keyMetadata().keyId();
        assertThat(kms.getKeyPolicy(r -> r.keyId(id)).policy()).isEqualTo(odd);

        String other = DEFAULT.replace("{", "\n { ");
        kms.putKeyPolicy(r -> r.keyId(id).policyName("default").policy(other));
        assertThat(kms.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy()).isEqualTo(other);
    }

    @Test
    void aPolicyThatWouldLockTheCallerOutIsRefused() {
        String text = "The new key policy will not allow you to update the key policy in the future.";
        String id = SharedServer.newKey().keyId();

        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id).policy(LOCKED_OUT)))
                .is("MalformedPolicyDocumentException", text);
        Refusal.of(() -> kms.createKey(r -> r.policy(LOCKED_OUT))).is("MalformedPolicyDocumentException", text);
        assertThat(kms.getKeyPolicy(r -> r.keyId(id)).policy()).doesNotContain("GetKeyPolicy");
    }

    @Test
    void theBypassPutsTheLockOutInForce() {
        KeyMetadata key = SharedServer.newKey();
        kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(LOCKED_OUT).bypassPolicyLockoutSafetyCheck(true));

        assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy()).isEqualTo(LOCKED_OUT);
        kms.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("x")));
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(DEFAULT)))
                .is("AccessDeniedException", rootIsNotAllowed("kms:PutKeyPolicy", key));
        Refusal.of(() -> kms.disableKey(r -> r.keyId(key.keyId())))
                .is("AccessDeniedException", rootIsNotAllowed("kms:DisableKey", key));
    }

    private static String rootIsNotAllowed(String action, KeyMetadata key) {
        return "User: arn:aws:iam::000000000000:root is not authorized to perform: "
                + action
                + " on resource: "
                + key.arn()
                + " because no resource-based policy allows the "
                + action
                + " action";
    }

    @Test
    void anExplicitDenyBeatsAnAllowEvenForRoot() {
        String denying =
                DEFAULT.replace(
                        "\"Statement\":[",
                        "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:En*\",\"Resource\":\"*\"},");
        KeyMetadata key = kms.createKey(r -> r.policy(denying)).keyMetadata();

        Refusal.of(() -> kms.encrypt(r -> r.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("x"))))
                .says(
                        "AccessDeniedException",
                        "User: arn:aws:iam::000000000000:root is not authorized to perform: kms:Encrypt on resource: "
                                + key.arn()
                                + " with an explicit deny in a resource-based policy");
        kms.describeKey(r -> r.keyId(key.arn()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{",
                "{}",
                "[]",
                "\"x\"",
                "{\"Version\":\"2012-10-17\"}",
                "{\"Version\":\"2012-10-17\",\"Statement\":{}}",
                "{\"Version\":\"2099-01-01\",\"Statement\":[]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Perhaps\",\"Principal\":\"*\","
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"kms:*\",\"NotAction\":\"kms:*\",\"Resource\":\"*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\",\"Colour\":\"red\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Effect\":\"Deny\","
                        + "\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}",
            })
    void whatIsNoPolicyIsRefusedAndChangesNothing(String policy) {
        String id = SharedServer.newKey().keyId();
        String before = kms.getKeyPolicy(r -> r.keyId(id)).policy();

        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id).policy(policy).bypassPolicyLockoutSafetyCheck(true)))
                .hasCode("MalformedPolicyDocumentException");
        Refusal.of(() -> kms.createKey(r -> r.policy(policy).bypassPolicyLockoutSafetyCheck(true)))
                .hasCode("MalformedPolicyDocumentException");
        assertThat(kms.getKeyPolicy(r -> r.keyId(id)).policy()).isEqualTo(before);
    }

    @Test
    void aStatementWithoutAPrincipalIsRefused() {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(SharedServer.newKey().keyId()).policy(policy)))
                .is("MalformedPolicyDocumentException", "Policy contains a statement with no principal.");
    }

    @Test
    void aConditionCountsAndAnUnknownOneIsRefused() {
        String policy =
                DEFAULT.replace(
                        "\"Resource\":\"*\"",
                        "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"kms:CallerAccount\":\"000000000000\"}}");
        KeyMetadata key = SharedServer.newKey();
        kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy(policy));
        kms.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("x")));
        kms.putKeyPolicy(r ->
                r.keyId(key.keyId())
                        .policy(policy.replace("StringEquals", "StringNotEquals"))
                        .bypassPolicyLockoutSafetyCheck(true));
        Refusal.of(() -> kms.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("x"))))
                .hasCode("AccessDeniedException");
        Refusal.of(() ->
                        kms.putKeyPolicy(r ->
                                r.keyId(SharedServer.newKey().keyId())
                                        .policy(policy.replace("StringEquals", "StringResembles"))))
                .hasCode("MalformedPolicyDocumentException");
    }

    @Test
    void theOnlyPolicyIsTheDefaultOne() {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.getKeyPolicy(r -> r.keyId(id).policyName("other"))).hasCode("NotFoundException");
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id).policyName("other").policy(DEFAULT)))
                .hasCode("NotFoundException");
        Refusal.of(() -> kms.getKeyPolicy(r -> r.keyId(id).policyName("no spaces")))
                .says("ValidationException", "at 'policyName' failed to satisfy constraint: ");
    }

    @Test
    void aMissingEmptyOrOversizedPolicyIsRefused() {
        String id = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id)))
                .is(
                        "ValidationException",
                        "1 validation error detected: Value null at 'policy' failed to satisfy constraint: "
                                + "Member must not be null");
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id).policy("")))
                .says(
                        "ValidationException",
                        "Value '' at 'policy' failed to satisfy constraint: ",
                        "Member must have length greater than or equal to 1");
        String large = DEFAULT + " ".repeat(32_769 - DEFAULT.length());
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id).policy(large))).hasCode("LimitExceededException");
        kms.putKeyPolicy(r -> r.keyId(id).policy(large.substring(0, 32_768)));
        Refusal.of(() -> kms.putKeyPolicy(r -> r.keyId(id).policy(" ".repeat(131_073))))
                .says("ValidationException", "Member must have length less than or equal to 131072");
    }

    @Test
    void aDisabledKeyStillShowsAndTakesAPolicy() {
        String id = SharedServer.newKey().keyId();
        kms.disableKey(r -> r.keyId(id));

        for (String policy : List.of(DEFAULT, DEFAULT + "\n")) {
            kms.putKeyPolicy(r -> r.keyId(id).policy(policy));
            assertThat(kms.getKeyPolicy(r -> r.keyId(id)).policy()).isEqualTo(policy);
        }
    }
}
