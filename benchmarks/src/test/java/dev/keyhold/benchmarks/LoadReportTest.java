package dev.keyhold.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadReportTest {

    private static Measurement measured(String target, long completed, long p99Millis) {
        Duration ten = Duration.ofSeconds(10);
        return new Measurement(
                target, "Encrypt", 32, ten, completed, 0, 1_000_000, p99Millis * 1_000_000, 9, 10, ten, ten);
    }

    @Test
    void aMeasurementSurvivesItsLine() {
        Measurement one = measured("keyhold", 100_000, 5);
        assertThat(Measurement.parse(one.line())).isEqualTo(one);
        assertThat(Measurement.HEADER.split("\t", -1)).hasSameSizeAs(one.line().split("\t", -1));
    }

    @Test
    void aLineOfAnotherFormIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Measurement.parse("keyhold\tEncrypt\t32"));
        assertThatIllegalArgumentException().isThrownBy(() -> Measurement.parse(Measurement.HEADER));
    }

    @Test
    void throughputAndTimePerCallAreOfTheInterval() {
        Measurement one = measured("keyhold", 100_000, 5);
        assertThat(one.throughput()).isEqualTo(10_000);
        assertThat(one.serverMicros()).isEqualTo(100);
    }

    @Test
    void theRatiosAreThoseOfTheThroughputs() {
        String text =
                new LoadReport(
                                List.of(
                                        measured("bare", 500_000, 1),
                                        measured("group-commit", 200_000, 2),
                                        measured("keyhold", 100_000, 5)))
                        .markdown();
        assertThat(text).contains("| 32 | 10,000 |").contains("| 20,000 | 50,000 | 0.50 | 0.20 |");
        assertThat(text).contains("| Encrypt | yes: 0.50 | yes: 10,000 | yes: 5.00 | 0 |");
    }

    @Test
    void aMissedAimIsSaid() {
        String text =
                new LoadReport(List.of(measured("group-commit", 300_000, 2), measured("keyhold", 70_000, 11)))
                        .markdown();
        assertThat(text).contains("| Encrypt | **no**: 0.23 | **no**: 7,000 | **no**: 11.00 | 0 |");
    }
}
