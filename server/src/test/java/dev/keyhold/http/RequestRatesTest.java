package dev.keyhold.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.identity.Caller;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRatesTest {

    private static final Caller ROOT = new Caller.Root("111122223333", "AKIAONE");
    private static final Caller OTHER = new Caller.Root("444455556666", "AKIATWO");

    private static int admitted(RequestRates rates, Caller caller, long now, int calls) {
        int admitted = 0;
        for (int call = 0; call < calls; call++) {
            admitted += rates.admits(caller, now) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void withoutALimitEverythingIsAdmitted() {
        assertThat(admitted(new RequestRates(0), ROOT, 0, 100_000)).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE, -1}) // nanoTime may be anything and may overflow
    void aSecondsWorthIsAdmittedAtOnceAndThenAsManyAsTimePasses(long start) {
        RequestRates rates = new RequestRates(100);
        assertThat(admitted(rates, ROOT, start, 500)).isEqualTo(100);
        assertThat(admitted(rates, ROOT, start + TimeUnit.MILLISECONDS.toNanos(9), 5)).isZero();
        assertThat(admitted(rates, ROOT, start + TimeUnit.MILLISECONDS.toNanos(10), 5)).isEqualTo(1);
        assertThat(admitted(rates, ROOT, start + TimeUnit.MILLISECONDS.toNanos(260), 500)).isEqualTo(25);
        assertThat(admitted(rates, ROOT, start + TimeUnit.HOURS.toNanos(1), 500)).isEqualTo(100);
    }

    @Test
    void oneCallerDoesNotUseUpWhatAnotherMay() {
        RequestRates rates = new RequestRates(10);
        assertThat(admitted(rates, ROOT, 0, 50)).isEqualTo(10);
        assertThat(admitted(rates, OTHER, 0, 50)).isEqualTo(10);
    }

    @Test
    void theCredentialsOfOneIdentityShareItsRate() {
        RequestRates rates = new RequestRates(10);
        assertThat(admitted(rates, ROOT, 0, 50)).isEqualTo(10);
        assertThat(admitted(rates, new Caller.Root("111122223333", "AKIATHREE"), 0, 50)).isZero();
    }
}
