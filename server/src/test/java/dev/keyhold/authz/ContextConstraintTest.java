package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authz.ContextConstraint.Equal;
import dev.keyhold.authz.ContextConstraint.None;
import dev.keyhold.authz.ContextConstraint.Subset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextConstraintTest {
    private static final Map<String, String> APP = Map.of("app", "alice");
    private static final Map<String, String> APP_AND_STAGE = Map.of("app", "alice", "stage", "test");

    @Test
    void equalsAdmitsThatContextOnly() {
        assertThat(new Equal(APP).admits(APP)).isTrue();
        assertThat(new Equal(APP).admits(APP_AND_STAGE)).isFalse();
        assertThat(new Equal(APP_AND_STAGE).admits(APP)).isFalse();
        assertThat(new Equal(APP).admits(Map.of())).isFalse();
        assertThat(new Equal(Map.of()).admits(APP)).isFalse();
        assertThat(new Equal(Map.of()).admits(Map.of())).isTrue();
    }

    @Test
    void subsetAdmitsContextsWithAllOfItsPairs() {
        assertThat(new Subset(APP).admits(APP)).isTrue();
        assertThat(new Subset(APP).admits(APP_AND_STAGE)).isTrue();
        assertThat(new Subset(APP_AND_STAGE).admits(APP)).isFalse();
        assertThat(new Subset(APP).admits(Map.of())).isFalse();
        assertThat(new Subset(APP).admits(Map.of("stage", "alice"))).isFalse();
    }

    // each differs from app=alice by what some other comparison would fold away
    @ParameterizedTest
    @CsvSource({
        "App, alice",
        "app, Alice",
        "APP, ALICE",
        "alice, app",
        "'app ', alice",
        "app, ' alice'",
        "'', alice",
        "app, ''",
        "app, alic",
        "app, alicee",
        "app, ali*",
        "app, *",
        "*, alice",
        "app, '${aws:username}'",
        "app, 'alice\0'",
        "app=alice, ''",
        "ap, palice",
        "'app\u200b', alice",
        "app, 'al\u0131ce'",
        "\u0430pp, alice"
    })
    void noPairIsTakenForAnother(String key, String value) {
        Map<String, String> given = Map.of(key, value);
        assertThat(new Subset(APP).admits(given)).isFalse();
        assertThat(new Equal(APP).admits(given)).isFalse();
        assertThat(new Subset(given).admits(APP)).isFalse();
        assertThat(new Equal(given).admits(APP)).isFalse();
        assertThat(new Subset(given).within(new Subset(APP))).isFalse();
        assertThat(new Equal(given).within(new Equal(APP))).isFalse();
    }

    @Test
    void theSameLetterComposedAndDecomposedIsTwoTexts() {
        Map<String, String> composed = Map.of("app", "\u00e9");
        Map<String, String> decomposed = Map.of("app", "e\u0301");
        assertThat(new Equal(composed).admits(decomposed)).isFalse();
        assertThat(new Subset(composed).admits(decomposed)).isFalse();
        assertThat(new Equal(Map.of("\u212a", "a")).admits(Map.of("K", "a"))).isFalse();
    }

    @Test
    void keysThatDifferInCaseAreTwoPairs() {
        Map<String, String> both = Map.of("app", "alice", "App", "bob");
        assertThat(new Subset(APP).admits(both)).isTrue();
        assertThat(new Equal(APP).admits(both)).isFalse();
        assertThat(new Subset(both).admits(APP)).isFalse();
    }

    @Test
    void aConstraintIsWithinThoseThatAdmitAllThatItAdmits() {
        List<ContextConstraint> strictestFirst = List.of(new Equal(APP_AND_STAGE), new Subset(APP_AND_STAGE));
        for (ContextConstraint constraint : strictestFirst) {
            assertThat(constraint.within(constraint)).isTrue();
            assertThat(constraint.within(new Subset(APP_AND_STAGE))).isTrue();
            assertThat(constraint.within(new Subset(APP))).isTrue();
            assertThat(constraint.within(new Subset(Map.of()))).isTrue();
            assertThat(constraint.within(new None())).isTrue();
        }
    }

    @Test
    void aConstraintIsNotWithinOneThatAdmitsLess() {
        assertThat(new Subset(APP).within(new Equal(APP))).isFalse();
        assertThat(new Subset(Map.of()).within(new Equal(Map.of()))).isFalse();
        assertThat(new Subset(APP).within(new Subset(APP_AND_STAGE))).isFalse();
        assertThat(new Equal(APP).within(new Subset(APP_AND_STAGE))).isFalse();
        assertThat(new Equal(APP_AND_STAGE).within(new Equal(APP))).isFalse();
        assertThat(new Equal(APP).within(new Equal(APP_AND_STAGE))).isFalse();
        assertThat(new None().within(new Equal(Map.of()))).isFalse();
        assertThat(new None().within(new Equal(APP))).isFalse();
        assertThat(new None().within(new Subset(APP))).isFalse();
        assertThat(new None().within(new Subset(Map.of()))).isTrue();
        assertThat(new None().within(new None())).isTrue();
    }

    @Test
    void aConstraintDoesNotChangeWithTheMapItWasMadeOf() {
        Map<String, String> pairs = new HashMap<>(APP_AND_STAGE);
        Equal equal = new Equal(pairs);
        Subset subset = new Subset(pairs);
        pairs.clear();
        assertThat(equal.admits(Map.of())).isFalse();
        assertThat(subset.admits(Map.of())).isFalse();
    }
}
