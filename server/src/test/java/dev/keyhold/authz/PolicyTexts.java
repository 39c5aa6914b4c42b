package dev.keyhold.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/// Policy texts to vary, and the refusal of a text.
final class PolicyTexts {
    static final String KEY_STATEMENT =
            """
            {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}\
            """;
    static final String IDENTITY_STATEMENT =
            """
            {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}\
            """;

    private PolicyTexts() {}

    static String keyPolicyWithPrincipal(String principal) {
        return policy("", KEY_STATEMENT.replace("{\"AWS\":\"111122223333\"}", principal));
    }

    static String policy(String head, String statement) {
        return "{" + head + "\"Statement\":" + statement + "}";
    }

    static Throwable malformed(String text) {
        Throwable refusal = catchThrowable(() -> PolicyDocument.parseKeyPolicy(text));
        assertThat(refusal)
                .as(text.substring(0, Math.min(200, text.length())))
                .isInstanceOf(MalformedPolicyException.class);
        return refusal;
    }
}
