package dev.keyhold.benchmarks;

import java.util.Arrays;

/// Counts latencies in buckets whose width grows with the value, so that every reported value is at most 1/64 above the
/// recorded one.
///
/// Values below 128 ns have a bucket each; above, every power of two is divided into 64 equal buckets. Values are in
/// nanoseconds, from 0 to about 68 seconds; longer ones count as that. Threads: confined to one; the counts of several
/// are added with [#add] when they have ended.
final class LatencyHistogram {

    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final int MAX_BITS = 36;
    private static final long MAX_NANOS = (1L << MAX_BITS) - 1;

    private final long[] counts = new long[bucket(MAX_NANOS) + 1];
    private long total;
    private long max;

    /// Counts one latency.
    void record(long nanos) {
        long value = Math.clamp(nanos, 0, MAX_NANOS);
        counts[bucket(value)]++;
        total++;
        max = Math.max(max, value);
    }

    /// Adds all that `other` has counted.
    void add(LatencyHistogram other) {
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
        total += other.total;
        max = Math.max(max, other.max);
    }

    /// How many latencies were counted.
    long total() {
        return total;
    }

    /// The longest latency, exactly.
    long max() {
        return max;
    }

    /// The smallest bucket bound at or under which at least `fraction` of the latencies lie; 0 if none was counted.
    ///
    /// @param fraction more than 0, at most 1: 0.99 for the 99th percentile
    long quantile(double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a quantile is more than 0 and at most 1: " + fraction);
        }
        long wanted = (long) Math.ceil(fraction * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && counts[i] > 0) {
                return Math.min(upperBound(i), max);
            }
        }
        return 0;
    }

    /// The bucket of a value in range: the position of its highest bit and the six bits below that.
    private static int bucket(long nanos) {
        if (nanos < 2 * SUB_BUCKETS) {
            return (int) nanos;
        }
        int shift = 63 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return (shift << SUB_BITS) + (int) (nanos >>> shift);
    }

    private static long upperBound(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int shift = (bucket >>> SUB_BITS) - 1;
        long first = (long) (bucket - (shift << SUB_BITS)) << shift;
        return first + (1L << shift) - 1;
    }
}
