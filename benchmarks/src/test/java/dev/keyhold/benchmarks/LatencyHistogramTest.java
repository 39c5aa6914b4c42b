package dev.keyhold.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {

    private static final long LONGEST = (1L << 36) - 1;

    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void anEmptyHistogramHasNoLatency() {
        assertThat(histogram.total()).isZero();
        assertThat(histogram.max()).isZero();
        assertThat(histogram.quantile(0.99)).isZero();
    }

    @Test
    void shortLatenciesAreExact() {
        for (long nanos = 0; nanos < 128; nanos++) {
            histogram.record(nanos);
        }
        assertThat(histogram.total()).isEqualTo(128);
        assertThat(histogram.quantile(0.5)).isEqualTo(63);
        assertThat(histogram.quantile(1)).isEqualTo(127);
    }

    @Test
    void aSingleLatencyIsEveryQuantile() {
        histogram.record(1_234_567);
        assertThat(histogram.quantile(0.001)).isEqualTo(1_234_567);
        assertThat(histogram.quantile(0.5)).isEqualTo(1_234_567);
        assertThat(histogram.quantile(1)).isEqualTo(1_234_567);
    }

    @Test
    void theBoundsOfEveryBucketFollowOneAnotherWithoutGapOrOverlap() {
        for (int bits = 0; bits < 36; bits++) {
            for (long nanos : new long[] {(1L << bits) - 1, 1L << bits, (1L << bits) + 1}) {
                LatencyHistogram one = new LatencyHistogram();
                one.record(nanos);
                one.record(LONGEST);
                long reported = one.quantile(0.5);
                assertThat(reported).as("bucket of %d", nanos).isBetween(nanos, nanos + nanos / 64);
                LatencyHistogram above = new LatencyHistogram();
                above.record(reported + 1);
                above.record(LONGEST);
                assertThat(above.quantile(0.5)).as("bucket after that of %d", nanos).isGreaterThan(reported);
            }
        }
    }

    @Test
    void everyQuantileIsThatOfTheSortedLatenciesOrAtMostOne64thAbove() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] latencies = new long[20_000];
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = (long) Math.exp(random.nextDouble() * 24);
            histogram.record(latencies[i]);
        }
        Arrays.sort(latencies);
        for (double fraction : new double[] {0.0001, 0.01, 0.5, 0.9, 0.99, 0.999, 0.9999, 1}) {
            long exact = latencies[(int) Math.ceil(fraction * latencies.length) - 1];
            assertThat(histogram.quantile(fraction))
                    .as("seed %d, quantile %s", seed, fraction)
                    .isBetween(exact, exact + exact / 64);
        }
        assertThat(histogram.max()).as("seed %d", seed).isEqualTo(latencies[latencies.length - 1]);
    }

    @Test
    void addingCountsWhatBothHaveCounted() {
        LatencyHistogram other = new LatencyHistogram();
        histogram.record(10);
        other.record(20);
        other.record(3_000_000_000L);
        histogram.add(other);
        assertThat(histogram.total()).isEqualTo(3);
        assertThat(histogram.quantile(0.5)).isEqualTo(20);
        assertThat(histogram.max()).isEqualTo(3_000_000_000L);
    }

    @Test
    void whatIsOutOfRangeCountsAsTheNearestInRange() {
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.quantile(0.5)).isZero();
        assertThat(histogram.max()).isEqualTo(LONGEST);
        assertThat(histogram.quantile(1)).isEqualTo(LONGEST);
    }

    @Test
    void aQuantileOutsideOfItsRangeIsRefused() {
        for (double fraction : new double[] {0, -0.5, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> histogram.quantile(fraction));
        }
    }
}
