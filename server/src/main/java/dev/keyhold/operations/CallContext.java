package dev.keyhold.operations;

import dev.keyhold.authz.GrantTerms;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.Session;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What conditions can ask about one access of a call: AWS's global keys, those of the key, and what the operation says
/// of its request. Nothing is looked up before it is asked for.
///
/// Threads: confined to the call.
final class CallContext implements RequestContext {

    private static final String PRINCIPAL_TAG = "aws:principaltag/";
    private static final String RESOURCE_TAG = "aws:resourcetag/";

    private static final int MAX_USER_AGENT = 8_192;

    /// Far above what a key can have.
    private static final int MAX_ALIASES = 10_000;

    /// The actions without kms:CallerAccount in the service authorization reference.
    private static final Set<String> WITHOUT_CALLER_ACCOUNT =
            Set.of("kms:ListKeys", "kms:ListAliases", "kms:ListRetirableGrants", "kms:GenerateRandom");

    private final Call call;
    private final Access access;
    private final Keys keys;
    private @Nullable List<String> aliases;

    /// @param keys where the aliases of a key are found
    CallContext(Call call, Access access, Keys keys) {
        this.call = call;
        this.access = access;
        this.keys = keys;
    }

    @Override
    public List<String> values(String key) {
        return switch (key) {
            case "aws:principalarn" -> List.of(principalArn());
            case "aws:tokenissuetime" -> tokenIssueTime();
            case "aws:principalaccount" -> List.of(call.account());
            case "aws:principaltype" -> principalType();
            case "aws:userid" -> List.of(call.caller().principalId());
            case "aws:username" ->
                    call.caller() instanceof Caller.OfUser caller ? List.of(caller.user().name()) : List.of();
            case "aws:sourceip" -> present(withoutZone(call.peer().sourceIp()));
            case "aws:useragent" -> present(cut(call.peer().userAgent()));
            case "aws:securetransport" -> List.of(String.valueOf(call.peer().secureTransport()));
            case "aws:currenttime" -> List.of(call.now().truncatedTo(ChronoUnit.SECONDS).toString());
            case "aws:epochtime" -> List.of(String.valueOf(call.now().getEpochSecond()));
            case "aws:requestedregion" -> List.of(call.region());
            case "kms:calleraccount" ->
                    access.action().startsWith("kms:") && !WITHOUT_CALLER_ACCOUNT.contains(access.action())
                            ? List.of(call.account())
                            : List.of();
            default ->
                    key.startsWith(PRINCIPAL_TAG)
                            ? principalTag(key)
                            : access.subject()
                                    .key()
                                    .map(of -> ofKey(key, of))
                                    .orElseGet(() -> access.facts().values(key));
        };
    }

    @Override
    public Map<String, String> encryptionContext() {
        return access.facts().encryptionContext();
    }

    @Override
    public Optional<GrantTerms> requestedGrant() {
        return access.facts().requestedGrant();
    }

    @Override
    public Instant time() {
        return call.now();
    }

    private List<String> ofKey(String key, KmsKey of) {
        return switch (key) {
            case "aws:resourceaccount" -> List.of(of.account());
            case "kms:keyspec", "kms:customermasterkeyspec" -> List.of(of.keySpec().name());
            case "kms:keyusage", "kms:customermasterkeyusage" -> List.of(of.keyUsage().name());
            case "kms:keyorigin" -> List.of(of.origin().name());
            case "kms:multiregion" -> List.of("false");
            case "kms:resourcealiases" -> aliases(of);
            default ->
                    key.startsWith(RESOURCE_TAG)
                            ? RequestFacts.named(of.tags(), RESOURCE_TAG, key)
                            : access.facts().values(key);
        };
    }

    /// Read once: all conditions of a decision see the same.
    private List<String> aliases(KmsKey of) {
        if (aliases == null) {
            aliases = read(of);
        }
        return aliases;
    }

    private List<String> read(KmsKey of) {
        List<Alias> found = keys.store().aliasesOf(of.account(), of.region(), of.id(), "", MAX_ALIASES);
        // each was read, so that the call is decided again if one is taken away before it is on record
        found.forEach(alias -> call.reads().note(alias.ref()));
        return found.stream().map(alias -> alias.name().toString()).toList();
    }

    /// Of a session of a role it is the role's.
    private String principalArn() {
        return call.caller() instanceof Caller.OfRole caller ? caller.role().arn() : call.caller().arn();
    }

    private List<String> tokenIssueTime() {
        Optional<Session> session =
                switch (call.caller()) {
                    case Caller.OfUser caller -> caller.session();
                    case Caller.OfRole caller -> Optional.of(caller.session());
                    case Caller.Root _, Caller.Service _ -> Optional.empty();
                };
        return session.map(begun -> begun.issued().truncatedTo(ChronoUnit.SECONDS).toString()).stream().toList();
    }

    /// The identity's tags, and over them those of the session.
    private List<String> principalTag(String key) {
        Map<String, String> tags =
                switch (call.caller()) {
                    case Caller.OfUser caller -> caller.user().tags();
                    case Caller.OfRole caller -> {
                        Map<String, String> both = new HashMap<>(caller.role().tags());
                        both.putAll(caller.session().tags());
                        yield both;
                    }
                    case Caller.Root _, Caller.Service _ -> Map.of();
                };
        return RequestFacts.named(tags, PRINCIPAL_TAG, key);
    }

    private List<String> principalType() {
        return switch (call.caller()) {
            case Caller.Root _ -> List.of("Account");
            case Caller.OfUser _ -> List.of("User");
            case Caller.OfRole _ -> List.of("AssumedRole");
            case Caller.Service _ -> List.of();
        };
    }

    // of a link-local address; a policy cannot name it
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    // it may fill all headers of a request, and every pattern of a policy may be held against it
    private static String cut(String userAgent) {
        return userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT));
    }

    private static List<String> present(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }
}
