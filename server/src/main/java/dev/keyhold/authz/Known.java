package dev.keyhold.authz;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Known facts in the forms in which partial evaluation asks for them.
///
/// @param context where a variable that depends on the request has two values, with which no value of a policy matches
record Known(KnownFacts facts, RequestContext context) {
    private static final List<String> NO_SINGLE_VALUE = List.of("", "");

    static Known of(KnownFacts facts) {
        KnownFacts all = key -> key.equals(ContextKeys.NEVER_PRESENT) ? Optional.of(List.of()) : facts.values(key);
        return new Known(all, key -> all.values(key).orElse(NO_SINGLE_VALUE));
    }

    boolean has(String key) {
        return facts.values(key).isPresent();
    }

    boolean hasAll(Set<String> keys) {
        return keys.stream().allMatch(this::has);
    }
}
