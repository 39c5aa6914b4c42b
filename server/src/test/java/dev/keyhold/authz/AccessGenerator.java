package dev.keyhold.authz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Random callers, permissions, policies and grants with what is known of their requests, over so few names and values
/// that they meet; and requests that agree with what is known.
final class AccessGenerator {
    static final String HERE = "111122223333";
    static final String ELSEWHERE = "444455556666";
    static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> ACCOUNTS = List.of(HERE, HERE, HERE, ELSEWHERE);
    private static final List<String> ACTIONS =
            List.of(
                    "kms:Decrypt",
                    "kms:Decrypt",
                    "kms:Encrypt",
                    "kms:CreateGrant",
                    "kms:DescribeKey",
                    "kms:TagResource");
    private static final List<String> KEYS = List.of("alice", "0a0b");
    private static final List<String> TEXTS = List.of("alice", "bob", "0a0b", "al*");
    private static final List<String> VARIABLES =
            List.of("${aws:username}", "${aws:PrincipalTag/team}", "${kms:ViaService, 'alice'}", "${aws:TagKeys}");

    /// A condition key.
    ///
    /// @param type the prefix of its operators
    /// @param values those of requests
    private record Key(String name, String type, List<String> values) {}

    private static final List<Key> CONDITION_KEYS =
            List.of(
                    new Key("aws:username", "String", TEXTS),
                    new Key("aws:PrincipalTag/team", "String", TEXTS),
                    new Key("kms:ViaService", "String", TEXTS),
                    new Key("kms:EncryptionContext:app", "String", TEXTS),
                    new Key("aws:TagKeys", "String", TEXTS),
                    new Key("kms:ResourceAliases", "String", TEXTS),
                    new Key("aws:SourceIp", "Ip", List.of("10.0.0.7", "10.1.0.7", "192.168.1.9")),
                    new Key("aws:CurrentTime", "Date", List.of("2026-03-01T12:00:00Z", "2026-04-01T12:00:00Z")),
                    new Key("kms:RotationPeriodInDays", "Numeric", List.of("90", "365")),
                    new Key("aws:SecureTransport", "Bool", List.of("true", "false")),
                    new Key(
                            "aws:PrincipalArn",
                            "Arn",
                            List.of("arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:role/alice")));

    /// Everything but what depends on the request.
    ///
    /// @param statements those of the key policy, also where the resource has none
    /// @param known the values of all keys, none for one that is absent
    record Case(
            KnownCaller caller,
            Permission permission,
            List<String> statements,
            List<Grant> grants,
            Map<String, List<String>> known) {
        EffectiveAccess access() {
            return new AccessReview(FROM).access(caller, permission);
        }

        Decision decide(RequestContext context) {
            return Authorizer.decide(
                    new AuthorizationRequest(
                            caller.principal(),
                            caller.policies(),
                            permission.action(),
                            permission.resource(),
                            context));
        }
    }

    private final Random random;

    /// Of an earlier statement, so that an Allow and a Deny may stand under the same.
    private String earlierConditions = "{}";

    AccessGenerator(long seed) {
        this.random = new Random(seed);
    }

    Case next() {
        Map<String, List<String>> known = facts();
        known.keySet().removeIf(_ -> !oneIn(3));
        return next(known, grants());
    }

    /// A case in which nothing that a statement asks depends on the request, and no grant has a part.
    Case nextWithEverythingKnown() {
        return next(facts(), List.of());
    }

    private Case next(Map<String, List<String>> known, List<Grant> grants) {
        List<String> statements = statements(true);
        KnownFacts facts = key -> Optional.ofNullable(known.get(key));
        boolean callersFacts = oneIn(2);
        KnownCaller caller = new KnownCaller(caller(), policies(), callersFacts ? facts : KnownFacts.NOTHING);
        Permission permission = permission(statements, grants, callersFacts ? KnownFacts.NOTHING : facts);
        return new Case(caller, permission, statements, grants, known);
    }

    private Permission permission(List<String> statements, List<Grant> grants, KnownFacts facts) {
        String account = pick(ACCOUNTS);
        String arn = "arn:aws:kms:us-east-1:" + HERE + ":key/" + pick(KEYS);
        return switch (random.nextInt(12)) {
            case 0 -> new Permission(Action.of(pick(ACTIONS)), new Resource.None(), facts);
            case 1 -> new Permission(Action.of(pick(ACTIONS)), new Resource.WithoutPolicy(arn, account), facts);
            case 2 ->
                    new Permission(
                            GrantTerms.RETIRE_GRANT, new Resource.RetirableGrant(arn, grant("a".repeat(64))), facts);
            default ->
                    new Permission(
                            Action.of(pick(ACTIONS)),
                            new Resource.Key(arn, account, keyPolicy(statements), heldIn(grants)),
                            facts);
        };
    }

    /// The same statements but for one that is added, removed or another.
    List<String> changed(List<String> statements) {
        List<String> changed = new ArrayList<>(statements);
        int place = random.nextInt(changed.size());
        switch (random.nextInt(4)) {
            case 0 -> changed.add(place, statement(true));
            case 1 -> changed.set(place, statement(true));
            case 2 -> changed.set(place, changed.get(place).replaceFirst("\"alice\"", "\"alice\",\"bob\""));
            default -> {
                if (changed.size() > 1) {
                    changed.remove(place);
                }
            }
        }
        return changed;
    }

    static KeyPolicy keyPolicy(List<String> statements) {
        return PolicyDocument.parseKeyPolicy(document(statements));
    }

    private static String document(List<String> statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static GrantsOfKey heldIn(Collection<Grant> grants) {
        return grantee -> grants.stream().filter(grant -> grant.grantee().equals(grantee)).toList();
    }

    private Principal caller() {
        String account = pick(ACCOUNTS);
        return switch (random.nextInt(8)) {
            case 0 -> new Principal.Root(account);
            case 1 -> new Principal.Service(account, "keyhold");
            case 2, 3, 4 -> Principal.RoleSession.of(account, "/", "alice", "session");
            default -> new Principal.User(account, "/", "alice");
        };
    }

    private CallerPolicies policies() {
        List<NamedPolicy> identity = Stream.of("p1", "p2").filter(_ -> oneIn(2)).map(this::named).toList();
        List<NamedPolicy> session = Stream.of("s1", "s2").filter(_ -> oneIn(5)).map(this::named).toList();
        return new CallerPolicies(identity, oneIn(4) ? Optional.of(named("b")) : Optional.empty(), session);
    }

    private NamedPolicy named(String name) {
        return new NamedPolicy(name, PolicyDocument.parseIdentityPolicy(document(statements(false))));
    }

    private List<String> statements(boolean ofKey) {
        return Stream.generate(() -> statement(ofKey)).limit(1 + random.nextInt(3)).toList();
    }

    private String statement(boolean ofKey) {
        boolean deny = oneIn(6);
        String element = deny && oneIn(4) ? "NotPrincipal" : "Principal";
        return "{\"Effect\":\""
                + (deny ? "Deny" : "Allow")
                + (ofKey ? "\",\"" + element + "\":{\"AWS\":" + quoted(some(principals())) + "}" : "\"")
                + ",\"Action\":"
                + quoted(some(List.of("kms:*", "kms:D*", "kms:Decrypt", "*")))
                + (oneIn(6) ? ",\"NotResource\":" : ",\"Resource\":")
                + quoted(oneIn(2) ? List.of("*") : some(resources()))
                + (oneIn(3) ? "" : ",\"Condition\":" + conditions())
                + "}";
    }

    private List<String> principals() {
        String account = pick(ACCOUNTS);
        return List.of(
                "*",
                account,
                "arn:aws:iam::" + account + ":user/alice",
                "arn:aws:iam::" + account + ":role/alice",
                "arn:aws:sts::" + account + ":assumed-role/alice/session");
    }

    private List<String> resources() {
        String prefix = "arn:aws:kms:us-east-1:111122223333:key/";
        return List.of(prefix + "*", prefix + "alice", prefix + pick(VARIABLES), prefix + "?" + pick(VARIABLES));
    }

    private String conditions() {
        if (!oneIn(4)) {
            earlierConditions = newConditions();
        }
        return earlierConditions;
    }

    private String newConditions() {
        Map<String, String> byOperator = new HashMap<>();
        for (int i = oneIn(2) ? 1 : 2; i > 0; i--) {
            Key key = pick(CONDITION_KEYS);
            byOperator.put(operator(key), "{\"" + key.name() + "\":" + quoted(some(values(key))) + "}");
        }
        if (oneIn(8)) {
            byOperator.put(
                    "Null", "{\"" + pick(CONDITION_KEYS).name() + "\":" + quoted(some(List.of("true", "false"))) + "}");
        }
        return byOperator.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String operator(Key key) {
        String bare =
                switch (key.type()) {
                    case "String" -> pick(List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"));
                    case "Ip" -> pick(List.of("IpAddress", "NotIpAddress"));
                    case "Arn" -> pick(List.of("ArnLike", "ArnNotEquals"));
                    case "Bool" -> "Bool";
                    default -> key.type() + pick(List.of("Equals", "NotEquals", "LessThan", "GreaterThanEquals"));
                };
        String set =
                key.name().startsWith("kms:EncryptionContext")
                        ? ""
                        : pick(List.of("", "", "ForAnyValue:", "ForAllValues:"));
        return set + bare + (oneIn(5) ? "IfExists" : "");
    }

    private List<String> values(Key key) {
        return switch (key.type()) {
            case "String" -> Stream.concat(Stream.of("alice", "b*"), VARIABLES.stream()).toList();
            case "Ip" -> List.of("10.0.0.0/8", "192.168.1.9", "10.1.0.0/16");
            case "Arn" -> List.of("arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:role/*", "*");
            default -> key.values();
        };
    }

    private List<Grant> grants() {
        return Stream.of("1", "2").filter(_ -> oneIn(3)).map(digit -> grant(digit.repeat(64))).toList();
    }

    private Grant grant(String id) {
        List<String> arns = principals().stream().filter(name -> name.startsWith("arn:")).toList();
        String root = "arn:aws:iam::" + pick(ACCOUNTS) + ":root";
        return new Grant(
                id,
                oneIn(4) ? root : pick(arns),
                oneIn(2) ? Optional.of(pick(arns)) : Optional.empty(),
                pick(ACCOUNTS),
                terms());
    }

    private GrantTerms terms() {
        Set<Action> actions = new HashSet<>(GrantTerms.GRANTABLE);
        actions.removeIf(_ -> oneIn(4));
        return new GrantTerms(
                actions, constraint(), Optional.empty(), oneIn(2) ? Optional.of(time()) : Optional.empty());
    }

    private ContextConstraint constraint() {
        return switch (random.nextInt(3)) {
            case 0 -> new ContextConstraint.Subset(pairs());
            case 1 -> new ContextConstraint.Equal(pairs());
            default -> new ContextConstraint.None();
        };
    }

    private Map<String, String> pairs() {
        return oneIn(2) ? Map.of("app", "alice") : oneIn(2) ? Map.of("app", "alice", "env", "b") : Map.of();
    }

    private Instant time() {
        return FROM.plusSeconds(random.nextInt(4) - 1L);
    }

    /// A request that agrees with what is known.
    RequestContext request(Map<String, List<String>> known) {
        Map<String, List<String>> facts = facts();
        facts.putAll(known);
        Map<String, String> encryptionContext = pairs();
        Optional<GrantTerms> requested = oneIn(5) ? Optional.empty() : Optional.of(requestedTerms());
        Instant time = FROM.plusSeconds(random.nextInt(3));
        return new RequestContext() {
            @Override
            public List<String> values(String key) {
                return facts.getOrDefault(key, List.of());
            }

            @Override
            public Map<String, String> encryptionContext() {
                return encryptionContext;
            }

            @Override
            public Optional<GrantTerms> requestedGrant() {
                return requested;
            }

            @Override
            public Instant time() {
                return time;
            }
        };
    }

    private GrantTerms requestedTerms() {
        return new GrantTerms(
                Set.of(Action.of("kms:Decrypt")),
                constraint(),
                Optional.empty(),
                oneIn(3) ? Optional.empty() : Optional.of(FROM));
    }

    private Map<String, List<String>> facts() {
        Map<String, List<String>> facts = new HashMap<>();
        for (Key key : CONDITION_KEYS) {
            int count = oneIn(4) ? 0 : oneIn(6) ? 2 : 1;
            facts.put(
                    key.name().toLowerCase(Locale.ROOT),
                    Stream.generate(() -> pick(key.values())).limit(count).toList());
        }
        return facts;
    }

    private List<String> some(List<String> items) {
        return Stream.generate(() -> pick(items)).limit(oneIn(2) ? 2 : 1).distinct().toList();
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
