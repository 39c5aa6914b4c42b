package dev.keyhold.operations;

import dev.keyhold.authz.GrantTerms;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.Grant;
import dev.keyhold.protocol.KeyReference;
import dev.keyhold.protocol.kms.EncryptionAlgorithmSpec;
import dev.keyhold.protocol.kms.GrantConstraints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What operations say of their requests to the conditions of policies (service authorization reference, "Condition
/// keys for AWS KMS"). A member that is absent counts as AWS's default for it.
public final class RequestFacts {

    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";
    private static final String REQUEST_TAG = "aws:requesttag/";

    /// No AWS service makes requests for its users here.
    private static final List<String> NOT_FOR_AN_AWS_RESOURCE = List.of("false");

    private RequestFacts() {}

    /// Of a cryptographic operation.
    ///
    /// @param keyId as given
    static RequestContext cryptographic(
            @Nullable String keyId,
            @Nullable EncryptionAlgorithmSpec algorithm,
            @Nullable Map<String, String> encryptionContext) {
        return new Cryptographic(keyId, algorithm, encryptionContext == null ? Map.of() : encryptionContext);
    }

    private static final class Cryptographic implements RequestContext {

        private final @Nullable String keyId;
        private final @Nullable EncryptionAlgorithmSpec algorithm;
        private final Map<String, String> encryptionContext;
        private final ByFoldedName pairs;

        Cryptographic(
                @Nullable String keyId,
                @Nullable EncryptionAlgorithmSpec algorithm,
                Map<String, String> encryptionContext) {
            this.keyId = keyId;
            this.algorithm = algorithm;
            this.encryptionContext = encryptionContext;
            this.pairs = new ByFoldedName(encryptionContext);
        }

        @Override
        public List<String> values(String key) {
            return switch (key) {
                case "kms:encryptionalgorithm" -> List.of(Requests.algorithm(algorithm));
                case "kms:encryptioncontextkeys" -> List.copyOf(encryptionContext.keySet());
                case "kms:requestalias" -> alias(keyId);
                default ->
                        key.startsWith(ENCRYPTION_CONTEXT)
                                ? pairs.values(key.substring(ENCRYPTION_CONTEXT.length()))
                                : List.of();
            };
        }

        @Override
        public Map<String, String> encryptionContext() {
            return encryptionContext;
        }
    }

    private static List<String> ofEncryptionContext(Map<String, String> encryptionContext, String key) {
        return key.equals("kms:encryptioncontextkeys")
                ? List.copyOf(encryptionContext.keySet())
                : named(encryptionContext, ENCRYPTION_CONTEXT, key);
    }

    /// Of a CreateGrant.
    ///
    /// @param terms what is to be granted
    static RequestContext grant(Grant grant, GrantTerms terms) {
        return new RequestContext() {
            @Override
            public List<String> values(String key) {
                return switch (key) {
                    case "kms:grantoperations" -> grant.operations().stream().map(Enum::name).toList();
                    case "kms:granteeprincipal" -> principal(Optional.of(grant.grantee()), false);
                    case "kms:granteeserviceprincipal" -> principal(Optional.of(grant.grantee()), true);
                    case "kms:retiringprincipal" -> principal(grant.retiring(), false);
                    case "kms:retiringserviceprincipal" -> principal(grant.retiring(), true);
                    case "kms:grantconstraintsourcearn" ->
                            Optional.ofNullable(grant.constraints().sourceArn()).stream().toList();
                    case "kms:grantisforawsresource" -> NOT_FOR_AN_AWS_RESOURCE;
                    default -> ofConstraint(grant.constraints(), key);
                };
            }

            @Override
            public Optional<GrantTerms> requestedGrant() {
                return Optional.of(terms);
            }
        };
    }

    private static List<String> principal(Optional<String> principal, boolean service) {
        return principal.filter(name -> Grant.isService(name) == service).stream().toList();
    }

    /// Of an operation on a grant that exists.
    static RequestContext constraint(GrantConstraints constraints) {
        return key -> ofConstraint(constraints, key);
    }

    private static List<String> ofConstraint(GrantConstraints constraints, String key) {
        Map<String, String> equal = constraints.encryptionContextEquals();
        Map<String, String> subset = constraints.encryptionContextSubset();
        if (key.equals("kms:grantconstrainttype")) {
            return equal != null
                    ? List.of("EncryptionContextEquals")
                    : subset != null ? List.of("EncryptionContextSubset") : List.of();
        }
        return ofEncryptionContext(equal != null ? equal : subset != null ? subset : Map.of(), key);
    }

    /// Of an operation on the grants of a key.
    static RequestContext notForAnAwsResource() {
        return key -> key.equals("kms:grantisforawsresource") ? NOT_FOR_AN_AWS_RESOURCE : List.of();
    }

    /// Of an operation that tells by which alias a key was named.
    ///
    /// @param keyId as given
    static RequestContext requestAlias(@Nullable String keyId) {
        return key -> key.equals("kms:requestalias") ? alias(keyId) : List.of();
    }

    /// Of a request with tags.
    public static RequestContext tags(Map<String, String> tags) {
        return key -> key.equals("aws:tagkeys") ? List.copyOf(tags.keySet()) : named(tags, REQUEST_TAG, key);
    }

    /// Of a request that names tags without values.
    public static RequestContext tagKeys(List<String> keys) {
        return key -> key.equals("aws:tagkeys") ? keys : List.of();
    }

    /// One fact.
    ///
    /// @param name in lower case
    public static RequestContext fact(String name, Object value) {
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
    public static RequestContext both(RequestContext one, RequestContext other) {
        return new RequestContext() {
            @Override
            public List<String> values(String key) {
                List<String> values = one.values(key);
                return values.isEmpty() ? other.values(key) : values;
            }

            @Override
            public Map<String, String> encryptionContext() {
                return one.encryptionContext().isEmpty() ? other.encryptionContext() : one.encryptionContext();
            }
        };
    }

    /// The values under a key of the form prefix and name. Names that differ in case only are one key to a policy,
    /// which then has several values.
    public static List<String> named(Map<String, String> values, String prefix, String key) {
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
