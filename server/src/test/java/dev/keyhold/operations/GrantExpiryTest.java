package dev.keyhold.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.protocol.KmsException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantExpiryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "batch", "expires", "expires/20261231T000000Z", "a/Expires/20261231T000000Z", "x/expires"})
    void aNameWithoutTheSuffixNeverExpires(String name) {
        assertThat(GrantExpiry.of(name, NOW)).isEmpty();
    }

    @Test
    void theSuffixSaysWhen() {
        Instant date = Instant.parse("2026-12-31T00:00:00Z");
        assertThat(GrantExpiry.of("batch/expires/20261231T000000Z", NOW)).contains(date);
        assertThat(GrantExpiry.of("/expires/20261231T000000Z", NOW)).contains(date);
        assertThat(GrantExpiry.of("/expires/20280229T235959Z", NOW)).contains(Instant.parse("2028-02-29T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/expires/",
                "a/expires/tomorrow",
                "a/expires/20261231",
                "a/expires/20261231T000000",
                "a/expires/20261231t000000z",
                "a/expires/2026-12-31T00:00:00Z",
                "a/expires/20261331T000000Z",
                "a/expires/20270229T000000Z",
                "a/expires/20261231T240000Z",
                "a/expires/20261231T000060Z",
                "a/expires/20261231T000000Z/",
                "a/expires/20261231T000000Z/expires/20271231T000000Z",
                "a/expires/-0001231T000000Z",
                "a/expires/+12026123T000000Z"
            })
    void aSuffixThatIsNoTimeIsRefused(String name) {
        assertThatThrownBy(() -> GrantExpiry.of(name, NOW))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("must end as in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/expires/20260301T000000Z", "a/expires/20260228T235959Z", "a/expires/19700101T000000Z"})
    void aTimeThatHasComeIsRefused(String name) {
        assertThatThrownBy(() -> GrantExpiry.of(name, NOW))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("past");
    }
}
