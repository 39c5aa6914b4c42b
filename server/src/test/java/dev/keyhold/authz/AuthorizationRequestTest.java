package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The values that a request is made of.
class AuthorizationRequestTest {
    private static final String ACCOUNT = "111122223333";

    @Test
    void arnsFollowFromTheParts() {
        assertThat(new Principal.Root(ACCOUNT).arn()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(new Principal.User(ACCOUNT, "/", "alice").arn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(new Principal.User(ACCOUNT, "/a/b/", "alice").arn())
                .isEqualTo("arn:aws:iam::111122223333:user/a/b/alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "11112222333", "1111222233334", "11112222333x", "١١١١٢٢٢٢٣٣٣٣", " 11112222333"})
    void anAccountHasTwelveAsciiDigits(String account) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal.Root(account));
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal.User(account, "/", "alice"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Resource.WithoutPolicy("arn", account));
    }

    @ParameterizedTest
    @CsvSource({"'', alice", "a, alice", "/a, alice", "a/, alice", "/, ''", "/, a/b", "/, /"})
    void aUserHasAPathBetweenSlashesAndANameWithoutAny(String path, String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal.User(ACCOUNT, path, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/Alice",
                "arn:aws:iam::444455556666:user/alice", ""
            })
    void aUserCannotBorrowTheArnOfAnother(String arn) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal.User(ACCOUNT, "/", "alice", arn));
    }

    @Test
    void theArnsOfASessionFollowFromItsRoleAndItsName() {
        Principal.RoleSession session = Principal.RoleSession.of(ACCOUNT, "/a/b/", "alice", "bob");
        assertThat(session.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/alice/bob");
        assertThat(session.roleArn()).isEqualTo("arn:aws:iam::111122223333:role/a/b/alice");
    }

    @ParameterizedTest
    @CsvSource({
        "/, alice, ''",
        "/, alice, bob/",
        "/, alice, /bob",
        "/, alice, alice/bob",
        "/, '', bob",
        "/, alice/bob, bob",
        "/, alice/alice, bob",
        "'', alice, bob",
        "/a, alice, bob"
    })
    void noNameMakesASessionLookLikeThatOfAnotherRole(String path, String role, String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Principal.RoleSession.of(ACCOUNT, path, role, name));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::111122223333:assumed-role/bob/bob, arn:aws:iam::111122223333:role/alice",
        "arn:aws:sts::111122223333:assumed-role/Alice/bob, arn:aws:iam::111122223333:role/alice",
        "arn:aws:sts::444455556666:assumed-role/alice/bob, arn:aws:iam::111122223333:role/alice",
        "arn:aws:sts::111122223333:assumed-role/alice/bob, arn:aws:iam::444455556666:role/alice",
        "arn:aws:sts::111122223333:assumed-role/alice/bob, arn:aws:iam::111122223333:user/alice",
        "arn:aws-cn:sts::111122223333:assumed-role/alice/bob, arn:aws:iam::111122223333:role/alice",
        "arn:aws:iam::111122223333:root, arn:aws:iam::111122223333:role/alice"
    })
    void aSessionCannotBorrowTheArnOfAnother(String arn, String role) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal.RoleSession(ACCOUNT, arn, role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "kms:*",
                "kms:",
                ":Decrypt",
                "Decrypt",
                "kms:De?rypt",
                "kms:Decrypt ",
                "\u212ams:Decrypt"
            })
    void anActionOfARequestIsAPlainName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Action.of(name));
    }

    @Test
    void actionsAreEqualWhateverTheirCase() {
        assertThat(Action.of("kms:Decrypt"))
                .isEqualTo(Action.of("KMS:decrypt"))
                .hasSameHashCodeAs(Action.of("KMS:decrypt"))
                .isNotEqualTo(Action.of("kms:Encrypt"))
                .hasToString("kms:Decrypt");
    }

    @Test
    void aRequestDoesNotChangeWithTheListItWasMadeOf() {
        List<NamedPolicy> policies = new ArrayList<>();
        AuthorizationRequest request =
                new AuthorizationRequest(
                        new Principal.User(ACCOUNT, "/", "alice"),
                        CallerPolicies.of(policies),
                        Action.of("kms:ListKeys"),
                        new Resource.None(),
                        RequestContext.EMPTY);
        policies.add(
                new NamedPolicy(
                        "all",
                        PolicyDocument.parseIdentityPolicy(
                                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")));
        assertThat(request.policies().identity()).isEmpty();
        assertThat(Authorizer.decide(request)).isInstanceOf(Decision.Denied.class);
    }
}
