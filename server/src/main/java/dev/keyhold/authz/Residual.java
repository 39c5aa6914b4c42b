package dev.keyhold.authz;

import java.util.List;
import java.util.stream.Collectors;

/// What is left of a statement or a grant once the known facts are put in: the conditions under which it counts.
public sealed interface Residual {
    /// All must hold; none if it counts in every request.
    List<Requirement> when();

    /// For people, in one line.
    String describe();

    /// Of a statement of any policy.
    record OfStatement(StatementRef statement, List<Requirement> when) implements Residual {
        public OfStatement {
            when = List.copyOf(when);
        }

        @Override
        public String describe() {
            return statement.describe() + Residual.conditions(when);
        }
    }

    /// Of a grant on the key.
    ///
    /// @param id the grant's 64 hex digits
    record OfGrant(String id, List<Requirement> when) implements Residual {
        public OfGrant {
            when = List.copyOf(when);
        }

        @Override
        public String describe() {
            return "grant " + id + Residual.conditions(when);
        }
    }

    /// Whether it counts in every request.
    default boolean isCertain() {
        return when().isEmpty();
    }

    /// Whether it counts in this request.
    default boolean counts(RequestContext context) {
        for (Requirement requirement : when()) {
            if (!requirement.holds(context)) {
                return false;
            }
        }
        return true;
    }

    private static String conditions(List<Requirement> when) {
        return when.isEmpty()
                ? ""
                : when.stream().map(Requirement::describe).collect(Collectors.joining(" and ", " when ", ""));
    }
}
