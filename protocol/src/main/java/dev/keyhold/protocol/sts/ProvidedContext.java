package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.sts.Shapes.ArnType;
import dev.keyhold.protocol.sts.Shapes.ContextAssertionType;
import org.jspecify.annotations.Nullable;

/// A signed statement about the context of a session.
///
/// @param providerArn the ARN of who makes the statement
/// @param contextAssertion the statement
public record ProvidedContext(
        @ArnType @Nullable String providerArn, @ContextAssertionType @Nullable SecretText contextAssertion) {}
