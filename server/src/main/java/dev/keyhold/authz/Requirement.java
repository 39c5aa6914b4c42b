package dev.keyhold.authz;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What of a request must hold for a statement or a grant to count in it. Two are equal if they are written alike.
public sealed interface Requirement {
    /// Whether a request satisfies it.
    boolean holds(RequestContext context);

    /// For people, in one line: the operator, the key and the values as written.
    String describe();

    /// Whether it is known that each request that satisfies this satisfies the other too. Decided by the texts: exact
    /// if it says yes, while a no leaves it open.
    boolean within(Requirement other);

    /// One key under one operator of a statement's `Condition` element.
    sealed interface OfCondition extends Requirement permits Condition {}

    /// The resource is one of those of the statement, whose policy variables depend on the request.
    ///
    /// @param arn of the resource
    record OfResource(Patterns patterns, String arn) implements Requirement {
        @Override
        public boolean holds(RequestContext context) {
            return patterns.match(arn, context);
        }

        @Override
        public String describe() {
            return (patterns.negated() ? "NotResource " : "Resource ") + Texts.quoted(patterns.written());
        }

        @Override
        public boolean within(Requirement other) {
            return other instanceof OfResource resource
                    && resource.arn.equals(arn)
                    && patterns.within(resource.patterns);
        }
    }

    /// The encryption context satisfies a grant's constraint.
    record OfEncryptionContext(ContextConstraint constraint) implements Requirement {
        @Override
        public boolean holds(RequestContext context) {
            return constraint.admits(context.encryptionContext());
        }

        @Override
        public String describe() {
            return describe(constraint);
        }

        @Override
        public boolean within(Requirement other) {
            return other instanceof OfEncryptionContext(ContextConstraint wider) && constraint.within(wider);
        }

        private static String describe(ContextConstraint constraint) {
            return switch (constraint) {
                case ContextConstraint.None() -> "any encryption context";
                case ContextConstraint.Subset(Map<String, String> pairs) -> "EncryptionContextSubset " + shown(pairs);
                case ContextConstraint.Equal(Map<String, String> pairs) -> "EncryptionContextEquals " + shown(pairs);
            };
        }

        private static String shown(Map<String, String> pairs) {
            return new TreeMap<>(pairs)
                    .entrySet().stream()
                            .map(pair -> Texts.quoted(pair.getKey()) + ": " + Texts.quoted(pair.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// The grant that a CreateGrant asks for gives no more than the grant that allows it.
    record OfRequestedGrant(GrantTerms terms) implements Requirement {
        @Override
        public boolean holds(RequestContext context) {
            return context.requestedGrant().filter(requested -> requested.within(terms)).isPresent();
        }

        @Override
        public String describe() {
            String operations =
                    terms.actions().stream().map(Action::name).sorted().collect(Collectors.joining(", ", "[", "]"));
            return "the new grant gives no more than "
                    + operations
                    + " with "
                    + OfEncryptionContext.describe(terms.context())
                    + terms.sourceArn().map(arn -> " and SourceArn " + Texts.quoted(arn)).orElse("")
                    + terms.expires().map(end -> " until " + end).orElse("");
        }

        @Override
        public boolean within(Requirement other) {
            return other instanceof OfRequestedGrant(GrantTerms wider) && terms.within(wider);
        }
    }

    /// The request is made before the grant expires.
    record Before(Instant expiry) implements Requirement {
        @Override
        public boolean holds(RequestContext context) {
            return context.time().isBefore(expiry);
        }

        @Override
        public String describe() {
            return "before " + expiry;
        }

        @Override
        public boolean within(Requirement other) {
            return other instanceof Before(Instant later) && !expiry.isAfter(later);
        }
    }
}
