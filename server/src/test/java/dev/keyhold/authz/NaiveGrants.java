package dev.keyhold.authz;

import dev.keyhold.authz.NaiveEvaluator.Fault;
import dev.keyhold.authz.NaiveEvaluator.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Grants again, as the KMS developer guide states them in "Grants in AWS KMS", on plain words. Whether one grant gives
/// nothing that another does not is found by trying every encryption context of a small world.
final class NaiveGrants {
    static final List<String> KEYS = List.of("app", "App", "stage");
    static final List<String> VALUES = List.of("alice", "Alice");
    private static final List<Map<String, String>> CONTEXTS = contexts();

    /// @param retiring the retiring principal, if there is one
    /// @param issuer the account that made it
    record Held(String id, String grantee, @Nullable String retiring, String issuer, Terms terms) {}

    /// @param operations as CreateGrant takes them, such as `Decrypt`
    /// @param equals `EncryptionContextEquals`
    /// @param subset `EncryptionContextSubset`
    /// @param expires in seconds since 1970
    record Terms(
            Set<String> operations,
            @Nullable Map<String, String> equals,
            @Nullable Map<String, String> subset,
            @Nullable String sourceArn,
            @Nullable Long expires) {}

    private final Set<Fault> faults;

    NaiveGrants(Set<Fault> faults) {
        this.faults = faults;
    }

    boolean cover(Terms terms, Question q) {
        String operation = q.action().substring(q.action().indexOf(':') + 1);
        boolean listed =
                q.action().startsWith("kms:")
                        && (terms.operations().contains(operation) || faults.contains(Fault.GRANT_ALLOWS_EVERYTHING));
        return listed && !expired(terms, q.time()) && admits(terms, operation, q);
    }

    private boolean expired(Terms terms, long time) {
        return terms.expires() != null
                && !faults.contains(Fault.EXPIRED_GRANT_COUNTS)
                && (faults.contains(Fault.GRANT_EXPIRES_A_MOMENT_LATE)
                        ? time > terms.expires()
                        : time >= terms.expires());
    }

    private boolean admits(Terms terms, String operation, Question q) {
        if (faults.contains(Fault.SOURCE_ARN_BINDS_EVERYBODY) && terms.sourceArn() != null) {
            return false;
        }
        return switch (operation) {
            case "CreateGrant" ->
                    faults.contains(Fault.CHILD_GRANT_UNLIMITED)
                            || (q.requestedGrant() != null && within(q.requestedGrant(), terms));
            case "DescribeKey" ->
                    !faults.contains(Fault.DESCRIBE_KEY_NEEDS_THE_CONTEXT) || admits(terms, q.encryptionContext());
            default -> faults.contains(Fault.GRANT_IGNORES_CONSTRAINT) || admits(terms, q.encryptionContext());
        };
    }

    private boolean admits(Terms terms, Map<String, String> context) {
        boolean equal = terms.equals() == null || folded(context).equals(folded(terms.equals()));
        boolean subset = terms.subset() == null || contains(folded(context), folded(terms.subset()));
        if (terms.equals() != null && faults.contains(Fault.EQUALS_READ_AS_SUBSET)) {
            equal = contains(context, terms.equals());
        }
        if (terms.subset() != null && faults.contains(Fault.SUBSET_READ_AS_EQUALS)) {
            subset = context.equals(terms.subset());
        }
        return equal && subset;
    }

    private static boolean contains(Map<String, String> context, Map<String, String> pairs) {
        return pairs.entrySet().stream().allMatch(pair -> pair.getValue().equals(context.get(pair.getKey())));
    }

    private Map<String, String> folded(Map<String, String> pairs) {
        Map<String, String> result = new HashMap<>();
        boolean fold = faults.contains(Fault.CONTEXT_CASE_FOLDED);
        pairs.forEach((key, value) -> result.put(fold ? key.toLowerCase(Locale.ROOT) : key, value));
        return result;
    }

    /// Whether the child gives nothing that the parent does not.
    private boolean within(Terms child, Terms parent) {
        boolean operations =
                faults.contains(Fault.CHILD_GRANT_MAY_BE_WIDER)
                        || child.operations().stream().allMatch(parent.operations()::contains);
        boolean context =
                faults.contains(Fault.CHILD_GRANT_MAY_ASK_LESS)
                        || CONTEXTS.stream().noneMatch(one -> admits(child, one) && !admits(parent, one));
        boolean source =
                faults.contains(Fault.CHILD_GRANT_MAY_DROP_THE_SOURCE)
                        || parent.sourceArn() == null
                        || parent.sourceArn().equals(child.sourceArn());
        boolean life =
                faults.contains(Fault.CHILD_GRANT_MAY_LIVE_LONGER)
                        || parent.expires() == null
                        || (child.expires() != null && child.expires() <= parent.expires());
        return operations && context && source && life;
    }

    /// All over the keys and values, each also beside a pair that no grant asks for.
    private static List<Map<String, String>> contexts() {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of(), Map.of("other", "bob")));
        for (String key : KEYS) {
            for (Map<String, String> shorter : List.copyOf(all)) {
                for (String value : VALUES) {
                    Map<String, String> longer = new HashMap<>(shorter);
                    longer.put(key, value);
                    all.add(longer);
                }
            }
        }
        return List.copyOf(all);
    }
}
