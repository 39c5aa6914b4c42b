package dev.keyhold.authz;

import dev.keyhold.authz.NaiveEvaluator.Caller;
import dev.keyhold.authz.NaiveGrants.Held;
import dev.keyhold.authz.NaiveGrants.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Random grants, most of which have to do with the request that they are held against.
final class GrantGenerator {
    private static final List<String> OPERATIONS =
            List.of("Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyPair", "DescribeKey", "CreateGrant");
    private static final List<String> SOURCES =
            List.of("arn:aws:s3:::alice", "arn:aws:s3:::bob", "arn:aws:s3:::alice/*");

    private final Random random;

    GrantGenerator(Random random) {
        this.random = random;
    }

    /// @param other an ARN of somebody else
    Held grant(Caller caller, String action, String other) {
        Terms terms = terms(random.nextInt(3) > 0 ? action.substring(action.indexOf(':') + 1) : pick(OPERATIONS));
        return new Held(
                "%064x".formatted(random.nextLong() & Long.MAX_VALUE),
                principal(caller, other),
                oneIn(3) ? principal(caller, other) : null,
                oneIn(4) ? caller.account() : pick(PolicyGenerator.ACCOUNTS),
                terms);
    }

    /// What a CreateGrant asks for: often the terms of a grant with one thing changed.
    @Nullable Terms requested(List<Held> grants) {
        if (oneIn(8)) {
            return null;
        }
        Terms other = terms(pick(OPERATIONS));
        Terms like = grants.isEmpty() ? other : pick(grants).terms();
        return switch (random.nextInt(6)) {
            case 0 -> other;
            case 1 -> like;
            case 2 -> new Terms(other.operations(), like.equals(), like.subset(), like.sourceArn(), like.expires());
            case 3 -> new Terms(like.operations(), other.equals(), other.subset(), like.sourceArn(), like.expires());
            case 4 -> new Terms(like.operations(), like.equals(), like.subset(), other.sourceArn(), like.expires());
            default -> new Terms(like.operations(), like.equals(), like.subset(), like.sourceArn(), other.expires());
        };
    }

    Map<String, String> encryptionContext() {
        return pairs(oneIn(4) ? 0 : 1 + random.nextInt(3));
    }

    long time() {
        return 1_000L + random.nextInt(4);
    }

    private Terms terms(String operation) {
        Set<String> operations = new HashSet<>();
        if (GrantTerms.GRANTABLE.contains(Action.of("kms:" + operation))) {
            operations.add(operation);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            operations.add(oneIn(4) ? "RetireGrant" : pick(OPERATIONS));
        }
        int constraint = random.nextInt(4);
        return new Terms(
                Set.copyOf(operations),
                constraint == 0 ? encryptionContext() : null,
                constraint == 1 ? pairs(oneIn(8) ? 0 : 1 + random.nextInt(2)) : null,
                oneIn(3) ? pick(SOURCES) : null,
                oneIn(2) ? Long.valueOf(time() + 1) : null);
    }

    private Map<String, String> pairs(int number) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = number; i > 0; i--) {
            pairs.put(pick(NaiveGrants.KEYS), pick(NaiveGrants.VALUES));
        }
        return Map.copyOf(pairs);
    }

    private String principal(Caller caller, String other) {
        String arn = caller.arn();
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> arn;
            case 3, 4 -> caller.role() == null ? arn : caller.role();
            case 5, 6 -> caller.accountArn();
            case 7 ->
                    pick(
                            List.of(
                                    "*",
                                    caller.account(),
                                    arn.toUpperCase(Locale.ROOT),
                                    arn + "/",
                                    arn.replace("alice", "*"),
                                    arn.substring(0, arn.length() - 1) + "?",
                                    arn.replace("arn:aws:", "arn:aws-cn:"),
                                    arn.substring(0, arn.lastIndexOf('/') + 1) + "*"));
            default -> other;
        };
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
