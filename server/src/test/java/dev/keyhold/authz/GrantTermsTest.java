package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTermsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String BUCKET = "arn:aws:s3:::alice";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kms:PutKeyPolicy",
                "kms:RevokeGrant",
                "kms:ListGrants",
                "kms:ReEncrypt",
                "kms:ReplicateKey",
                "kms:Decrypt2",
                "iam:Decrypt",
                "keyhold:Decrypt"
            })
    void whatGrantsCannotAllowIsRefused(String action) {
        Set<Action> actions = Set.of(Action.of("kms:Decrypt"), Action.of(action));
        assertThatThrownBy(() -> terms(actions, new ContextConstraint.None(), null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void termsDoNotChangeWithTheSetTheyWereMadeOf() {
        Set<Action> actions = new HashSet<>(Set.of(Action.of("kms:Decrypt")));
        GrantTerms terms = terms(actions, new ContextConstraint.None(), null, null);
        actions.add(Action.of("kms:Encrypt"));
        assertThat(terms.actions()).containsExactly(Action.of("kms:Decrypt"));
    }

    @Test
    void termsAreWithinThoseThatListAllTheirOperations() {
        GrantTerms both = terms("Decrypt", "Encrypt");
        assertThat(terms("Decrypt").within(both)).isTrue();
        assertThat(both.within(both)).isTrue();
        assertThat(both.within(terms("Decrypt"))).isFalse();
        assertThat(terms("GenerateDataKeyPair").within(terms("GenerateDataKey"))).isFalse();
    }

    @Test
    void termsAreWithinThoseThatAskNoMore() {
        ContextConstraint app = new ContextConstraint.Subset(Map.of("app", "alice"));
        GrantTerms asking = terms(Set.of(Action.of("kms:Decrypt")), app, null, null);
        assertThat(asking.within(terms("Decrypt"))).isTrue();
        assertThat(asking.within(asking)).isTrue();
        assertThat(terms("Decrypt").within(asking)).isFalse();
    }

    @Test
    void termsAreWithinThoseThatLiveAsLong() {
        GrantTerms noon = expiring(NOON);
        assertThat(expiring(NOON.minusNanos(1)).within(noon)).isTrue();
        assertThat(noon.within(noon)).isTrue();
        assertThat(noon.within(terms("Decrypt"))).isTrue();
        assertThat(expiring(NOON.plusNanos(1)).within(noon)).isFalse();
        assertThat(terms("Decrypt").within(noon)).isFalse();
    }

    @Test
    void termsAreWithinThoseOfTheSameSource() {
        GrantTerms bucket = of(BUCKET);
        assertThat(bucket.within(bucket)).isTrue();
        assertThat(bucket.within(terms("Decrypt"))).isTrue();
        assertThat(terms("Decrypt").within(bucket)).isFalse();
        for (String other : new String[] {BUCKET + "/", "arn:aws:s3:::Alice", "arn:aws:s3:::*", "*"}) {
            assertThat(of(other).within(bucket)).as(other).isFalse();
            assertThat(bucket.within(of(other))).as(other).isFalse();
        }
    }

    @Test
    void oneWayOfBeingWiderIsEnough() {
        GrantTerms parent =
                terms(
                        Set.of(Action.of("kms:Decrypt"), Action.of("kms:Encrypt")),
                        new ContextConstraint.Equal(Map.of("app", "alice")),
                        BUCKET,
                        NOON);
        Set<Action> decrypt = Set.of(Action.of("kms:Decrypt"));
        assertThat(terms(decrypt, parent.context(), BUCKET, NOON).within(parent)).isTrue();
        assertThat(terms(Set.of(Action.of("kms:Sign")), parent.context(), BUCKET, NOON).within(parent)).isFalse();
        assertThat(terms(decrypt, new ContextConstraint.None(), BUCKET, NOON).within(parent)).isFalse();
        assertThat(terms(decrypt, parent.context(), null, NOON).within(parent)).isFalse();
        assertThat(terms(decrypt, parent.context(), BUCKET, null).within(parent)).isFalse();
    }

    private static GrantTerms terms(String... operations) {
        return terms(
                Arrays.stream(operations).map(name -> Action.of("kms:" + name)).collect(Collectors.toSet()),
                new ContextConstraint.None(),
                null,
                null);
    }

    private static GrantTerms expiring(Instant when) {
        return terms(Set.of(Action.of("kms:Decrypt")), new ContextConstraint.None(), null, when);
    }

    private static GrantTerms of(String sourceArn) {
        return terms(Set.of(Action.of("kms:Decrypt")), new ContextConstraint.None(), sourceArn, null);
    }

    private static GrantTerms terms(
            Set<Action> actions, ContextConstraint context, @Nullable String sourceArn, @Nullable Instant expires) {
        return new GrantTerms(actions, context, Optional.ofNullable(sourceArn), Optional.ofNullable(expires));
    }
}
