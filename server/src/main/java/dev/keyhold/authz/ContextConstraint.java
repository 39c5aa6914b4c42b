package dev.keyhold.authz;

import java.util.Map;

/// What a grant asks of the encryption context of a request. Keys and values are compared as they are, with their case
/// (KMS developer guide, "Using grant constraints").
public sealed interface ContextConstraint {
    /// The pairs that it names.
    Map<String, String> pairs();

    /// Whether a request with this encryption context satisfies it.
    boolean admits(Map<String, String> encryptionContext);

    /// Whether it admits nothing that the other does not, so that a grant that holds it may be made from one that holds
    /// the other.
    boolean within(ContextConstraint other);

    /// Asks nothing.
    record None() implements ContextConstraint {
        @Override
        public Map<String, String> pairs() {
            return Map.of();
        }

        @Override
        public boolean admits(Map<String, String> encryptionContext) {
            return true;
        }

        @Override
        public boolean within(ContextConstraint other) {
            return other.admits(Map.of()) && !(other instanceof Equal);
        }
    }

    /// `EncryptionContextSubset`: the encryption context must have these pairs and may have others.
    record Subset(Map<String, String> pairs) implements ContextConstraint {
        public Subset {
            pairs = Map.copyOf(pairs);
        }

        @Override
        public boolean admits(Map<String, String> encryptionContext) {
            // not entrySet().containsAll, which searches the whole encryption context for each pair
            for (Map.Entry<String, String> pair : pairs.entrySet()) {
                if (!pair.getValue().equals(encryptionContext.get(pair.getKey()))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean within(ContextConstraint other) {
            return !(other instanceof Equal) && other.admits(pairs);
        }
    }

    /// `EncryptionContextEquals`: the encryption context must be this.
    record Equal(Map<String, String> pairs) implements ContextConstraint {
        public Equal {
            pairs = Map.copyOf(pairs);
        }

        @Override
        public boolean admits(Map<String, String> encryptionContext) {
            return encryptionContext.equals(pairs);
        }

        @Override
        public boolean within(ContextConstraint other) {
            return other.admits(pairs);
        }
    }
}
