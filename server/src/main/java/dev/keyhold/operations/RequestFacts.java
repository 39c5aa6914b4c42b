package dev.keyhold.operations;

import dev.keyhold.authz.RequestContext;
import dev.keyhold.protocol.KeyReference;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What operations say of their requests to the conditions of policies (service authorization reference, "Condition
/// keys for AWS KMS"). A member that is absent counts as AWS's default for it.
final class RequestFacts {

    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";
    private static final String REQUEST_TAG = "aws:requesttag/";

    private RequestFacts() {}

    /// Of a cryptographic operation.
    ///
    /// @param keyId as given
    static RequestContext cryptographic(
            @Nullable String keyId,
            @Nullable EncryptionAlgorithmSpec algorithm,
            @Nullable Map<String, String> encryptionContext) {
        Map<String, String> given = encryptionContext == null ? Map.of() : encryptionContext;
        ByFoldedName pairs = new ByFoldedName(given);
        return key ->
                switch (key) {
                    case "kms:encryptionalgorithm" -> List.of(Requests.algorithm(algorithm));
                    case "kms:encryptioncontextkeys" -> List.copyOf(given.keySet());
                    case "kms:requestalias" -> alias(keyId);
                    default ->
                            key.startsWith(ENCRYPTION_CONTEXT)
                                    ? pairs.values(key.substring(ENCRYPTION_CONTEXT.length()))
                                    : List.of();
                };
    }

    /// Of an operation that tells by which alias a key was named.
    ///
    /// @param keyId as given
    static RequestContext requestAlias(@Nullable String keyId) {
        return key -> key.equals("kms:requestalias") ? alias(keyId) : List.of();
    }

    /// Of a request with tags.
    static RequestContext tags(Map<String, String> tags) {
        return key -> key.equals("aws:tagkeys") ? List.copyOf(tags.keySet()) : named(tags, REQUEST_TAG, key);
    }

    /// Of a request that names tags without values.
    static RequestContext tagKeys(List<String> keys) {
        return key -> key.equals("aws:tagkeys") ? keys : List.of();
    }

    /// One fact.
    ///
    /// @param name in lower case
    static RequestContext fact(String name, Object value) {
        return key -> key.equals(name) ? List.of(value.toString()) : List.of();
    }

    /// One fact that costs something to find out, so that this is done once. Threads: confined to the call.
    ///
    /// @param name in lower case
    static RequestContext lazily(String name, Supplier<Object> value) {
        return new RequestContext() {
            private List<String> found = List.of();

            @Override
            public List<String> values(String key) {
                if (!key.equals(name)) {
                    return List.of();
                }
                if (found.isEmpty()) {
                    found = List.of(value.get().toString());
                }
                return found;
            }
        };
    }

    /// The facts of both, which have no name in common.
    static RequestContext both(RequestContext one, RequestContext other) {
        return key -> {
            List<String> values = one.values(key);
            return values.isEmpty() ? other.values(key) : values;
        };
    }

    /// The values under a key of the form prefix and name. Names that differ in case only are one key to a policy,
    /// which then has several values.
    static List<String> named(Map<String, String> values, String prefix, String key) {
        if (!key.startsWith(prefix)) {
            return List.of();
        }
        String name = key.substring(prefix.length());
        List<String> named = new ArrayList<>(1);
        values.forEach((given, value) -> {
            if (RequestContext.fold(given).equals(name)) {
                named.add(value);
            }
        });
        return named;
    }

    /// Finds the values of thousands of pairs for thousands of conditions. Threads: confined to the call.
    private static final class ByFoldedName {
        private final Map<String, String> pairs;
        private @Nullable Map<String, List<String>> byName;

        ByFoldedName(Map<String, String> pairs) {
            this.pairs = pairs;
        }

        /// @param name in lower case
        List<String> values(String name) {
            Map<String, List<String>> found = byName;
            if (found == null) {
                Map<String, List<String>> folded = new HashMap<>();
                pairs.forEach((given, value) ->
                        folded.computeIfAbsent(RequestContext.fold(given), _ -> new ArrayList<>(1)).add(value));
                found = folded;
                byName = found;
            }
            return found.getOrDefault(name, List.of());
        }
    }

    private static List<String> alias(@Nullable String keyId) {
        if (keyId == null) {
            return List.of();
        }
        return switch (KeyReference.parse(keyId)) {
            case KeyReference.ByAlias(var name) -> List.of(name.toString());
            case KeyReference.ByAliasArn(var arn) -> List.of(arn.name().toString());
            case KeyReference.ById _, KeyReference.ByArn _, KeyReference.Malformed _, KeyReference.MalformedArn _ ->
                    List.of();
        };
    }
}
