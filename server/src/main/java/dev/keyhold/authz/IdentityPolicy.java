package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A compiled policy of a user, group or role, or one that bounds a user, role or session. Immutable.
public final class IdentityPolicy implements PolicyDocument {
    private final List<Statement> statements;

    private IdentityPolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    static IdentityPolicy compile(ParsedPolicy policy) {
        List<Statement> statements = new ArrayList<>();
        policy.requireSids();
        for (ParsedStatement parsed : policy.statements()) {
            require(parsed.principals() == null, "Policy document should not specify a principal.");
            require(parsed.actions() != null, "Policy statement must contain actions.");
            require(parsed.resources() != null, "Policy statement must contain resources.");
            statements.add(parsed.compile(policy.variables()));
        }
        return new IdentityPolicy(statements);
    }

    /// The first statement with this effect that covers the request.
    Optional<Statement> deciding(Effect effect, AuthorizationRequest request) {
        for (Statement statement : statements) {
            if (statement.applies(effect, request)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    /// The statements with this effect that may cover the request.
    ///
    /// @param source what this policy is to the caller
    List<Residual> residuals(Effect effect, PartialRequest request, StatementRef.Source source) {
        List<Residual> residuals = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            List<Requirement> remaining =
                    statement.remaining(effect, request.action(), request.resource().arn(), request.known());
            if (remaining != null) {
                residuals.add(new Residual.OfStatement(statement.at(source), remaining));
            }
        }
        return residuals;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedPolicyException(otherwise);
        }
    }
}
