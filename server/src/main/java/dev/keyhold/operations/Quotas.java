package dev.keyhold.operations;

import java.util.List;

/// How much of a thing there may be. The defaults of amounts are AWS's ("Quotas", AWS KMS Developer Guide).
///
/// @param keys KMS keys of an account in a region
/// @param aliasesPerKey aliases of one key
/// @param grantsPerKey grants on one key
/// @param onDemandRotations rotations on demand in the life of a key
/// @param requestsPerSecond calls of one identity; 0 for as many as it likes, which is not AWS's default but ours
public record Quotas(int keys, int aliasesPerKey, int grantsPerKey, int onDemandRotations, int requestsPerSecond) {

    /// AWS's, and no limit to the rate of requests.
    public static final Quotas DEFAULT = new Quotas(100_000, 50, 50_000, 25, 0);

    /// The names that [#with] takes.
    public static final List<String> NAMES =
            List.of("keys", "aliases-per-key", "grants-per-key", "on-demand-rotations", "requests-per-second");

    /// Refuses what is not positive.
    public Quotas {
        if (keys < 1 || aliasesPerKey < 1 || grantsPerKey < 1 || onDemandRotations < 1 || requestsPerSecond < 0) {
            throw new IllegalArgumentException("a quota is a positive number");
        }
    }

    /// These quotas with another value for one.
    ///
    /// @param name one of [#NAMES]
    /// @throws IllegalArgumentException if there is no such quota, or the value is not positive
    public Quotas with(String name, int value) {
        return switch (name) {
            case "keys" -> new Quotas(value, aliasesPerKey, grantsPerKey, onDemandRotations, requestsPerSecond);
            case "aliases-per-key" -> new Quotas(keys, value, grantsPerKey, onDemandRotations, requestsPerSecond);
            case "grants-per-key" -> new Quotas(keys, aliasesPerKey, value, onDemandRotations, requestsPerSecond);
            case "on-demand-rotations" -> new Quotas(keys, aliasesPerKey, grantsPerKey, value, requestsPerSecond);
            case "requests-per-second" -> new Quotas(keys, aliasesPerKey, grantsPerKey, onDemandRotations, value);
            default ->
                    throw new IllegalArgumentException(
                            "there is no quota '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }
}
