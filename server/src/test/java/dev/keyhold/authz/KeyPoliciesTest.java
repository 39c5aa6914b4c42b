package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPoliciesTest {
    private static final String ACCOUNT = "111122223333";
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Principal ROOT = new Principal.Root(ACCOUNT);
    private static final Principal ALICE = new Principal.User(ACCOUNT, "/", "alice");

    @Test
    void theDefaultPolicyIsThatOfAws() {
        // no string of it has a space but the Sid, so compact text is the pretty one without layout
        String compact = KeyPolicies.defaultPolicy(ACCOUNT).replace("\n", "").replaceAll(" *([{}\\[\\]:,]) *", "$1");
        assertThat(compact)
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Id\":\"key-default-1\",\"Statement\":[{\"Sid\":\"Enable IAM User"
                                + " Permissions\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                                + "\"Action\":\"kms:*\",\"Resource\":\"*\"}]}");
        assertThat(KeyPolicies.defaultPolicy(ACCOUNT))
                .startsWith("{\n  \"Version\" : \"2012-10-17\",\n")
                .endsWith("\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "11112222333x", "1111222233334", "\"},\"x\":{"})
    void aDefaultPolicyIsMadeForAnAccountIdOnly(String account) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyPolicies.defaultPolicy(account));
    }

    @Test
    void whoKeepsPutKeyPolicyMayPutThePolicy() {
        String allowsRoot = KeyPolicies.defaultPolicy(ACCOUNT);
        String allowsAlice = allowsRoot.replace("arn:aws:iam::111122223333:root", ALICE.arn());
        assertThat(canPut(ROOT, allowsRoot)).isTrue();
        assertThat(canPut(ALICE, allowsAlice)).isTrue();
        assertThat(canPut(ALICE, allowsAlice.replace("kms:*", "kms:Put*"))).isTrue();
        assertThat(canPut(ALICE, allowsRoot, "Allow")).isTrue();
    }

    @Test
    void whoWouldLosePutKeyPolicyMayNot() {
        String allowsRoot = KeyPolicies.defaultPolicy(ACCOUNT);
        String allowsAlice = allowsRoot.replace("arn:aws:iam::111122223333:root", ALICE.arn());
        assertThat(canPut(ROOT, allowsAlice)).isFalse();
        assertThat(canPut(ALICE, allowsRoot)).isFalse();
        assertThat(canPut(ALICE, allowsAlice.replace("user/alice", "user/Alice"), "Allow")).isFalse();
        assertThat(canPut(ALICE, allowsAlice.replace("kms:*", "kms:Get*"))).isFalse();
        assertThat(canPut(ALICE, allowsAlice, "Deny")).isFalse();
        assertThat(canPut(ROOT, allowsRoot.replace("Allow", "Deny"))).isFalse();
        assertThat(canPut(ROOT, allowsRoot.replace("\"Resource\" : \"*\"", "\"NotResource\" : \"" + KEY + "\"")))
                .isFalse();
    }

    private static boolean canPut(Principal caller, String policy, String... identityEffects) {
        List<NamedPolicy> identityPolicies =
                List.of(identityEffects).stream()
                        .map(effect ->
                                "{\"Statement\":{\"Effect\":\""
                                        + effect
                                        + "\",\"Action\":\"kms:*\",\"Resource\":\"*\"}}")
                        .map(text -> new NamedPolicy("own", PolicyDocument.parseIdentityPolicy(text)))
                        .toList();
        Resource.Key key = new Resource.Key(KEY, ACCOUNT, PolicyDocument.parseKeyPolicy(policy), GrantsOfKey.NONE);
        return KeyPolicies.callerCanPutPolicy(caller, CallerPolicies.of(identityPolicies), key, RequestContext.EMPTY);
    }
}
