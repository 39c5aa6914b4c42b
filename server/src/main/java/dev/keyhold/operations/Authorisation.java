package dev.keyhold.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.ReadSet;
import dev.keyhold.authz.Action;
import dev.keyhold.authz.AuthorizationRequest;
import dev.keyhold.authz.Authorizer;
import dev.keyhold.authz.CallerPolicies;
import dev.keyhold.authz.Decision;
import dev.keyhold.authz.GrantsOfKey;
import dev.keyhold.authz.IdentityPolicy;
import dev.keyhold.authz.KeyPolicies;
import dev.keyhold.authz.KeyPolicy;
import dev.keyhold.authz.NamedPolicy;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.Principal;
import dev.keyhold.authz.Resource;
import dev.keyhold.authz.TrustPolicy;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.Session;
import dev.keyhold.identity.User;
import dev.keyhold.keys.Grant;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.Keys;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.sts.StsErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Decides the accesses of a call. This is the one place where it happens; the pipeline calls it between resolving and
/// running. Compiled policies are remembered by their text, so the many keys under the default policy share one.
///
/// Threads: safe.
public final class Authorisation {

    /// All that the server may do by itself.
    private static final String SCHEDULE_POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"WhatIsDue","Effect":"Allow",\
            "Action":["kms:RotateKey","kms:DeleteKey","kms:ExpireGrant"],"Resource":"*"}]}\
            """;

    private static final String NOTHING =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"keyhold:Nothing","Resource":"*"}]}\
            """;

    private final Keys keys;
    private final Identities identities;
    private final KeyGrants grants;
    private final Cache<String, KeyPolicy> keyPolicies;
    private final Cache<String, IdentityPolicy> identityPolicies;
    private final Cache<String, TrustPolicy> trustPolicies;

    /// @param keys where conditions find the aliases of a key
    /// @param identities where the policies of callers are found
    /// @param grants where the grants on a key are found
    /// @param epochs tells what changed
    /// @param maximumPolicies how many compiled policies of each kind are kept
    /// @param maximumGrants how many grants are kept in memory
    public Authorisation(
            Keys keys,
            Identities identities,
            GrantStore grants,
            Epochs epochs,
            int maximumPolicies,
            int maximumGrants) {
        this.keys = keys;
        this.identities = identities;
        this.grants = new KeyGrants(grants, epochs, maximumGrants);
        this.keyPolicies = Caffeine.newBuilder().maximumSize(maximumPolicies).build();
        this.identityPolicies = Caffeine.newBuilder().maximumSize(maximumPolicies).build();
        this.trustPolicies = Caffeine.newBuilder().maximumSize(maximumPolicies).build();
    }

    /// Refuses the call unless all accesses are allowed. What decided is noted for the auditor.
    public void require(Call call, List<Access> accesses) {
        if (accesses.isEmpty()) {
            return;
        }
        Principal caller = principal(call.caller());
        CallerPolicies policies = policies(call.caller(), call.reads());
        for (Access access : accesses) {
            AuthorizationRequest request =
                    new AuthorizationRequest(
                            caller,
                            policies,
                            Action.of(access.action()),
                            resource(call, access),
                            new CallContext(call, access, keys));
            switch (Authorizer.decide(request)) {
                case Decision.Allowed allowed -> call.additional().text("allowedBy", allowed.reason().describe());
                case Decision.Denied denied -> {
                    call.additional().text("deniedBy", denied.reason().describe());
                    throw refusal(access, denied, request);
                }
            }
        }
    }

    private static KmsException refusal(Access access, Decision.Denied denied, AuthorizationRequest request) {
        if (access.concealing()) {
            return Errors.decryptNotAllowed();
        }
        return access.subject() instanceof Access.OfRole(Role role)
                ? StsErrors.assumeRoleDenied(request.caller().arn(), role.arn())
                : Errors.accessDenied(denied.callerText(request));
    }

    /// Compiles a key policy.
    ///
    /// @throws dev.keyhold.authz.PolicyRefusedException if it is not acceptable
    KeyPolicy compile(String keyPolicy) {
        return keyPolicies.get(keyPolicy, PolicyDocument::parseKeyPolicy);
    }

    /// Whether the caller could still put a policy on a key that has this one.
    boolean couldPutPolicy(Call call, KmsKey key, KeyPolicy policy) {
        Resource.Key changed = new Resource.Key(key.arn().toString(), key.account(), policy, GrantsOfKey.NONE);
        Access access = Access.onKey("kms:PutKeyPolicy", key).knowing(PutKeyPolicyOperation.lockoutCheck(false));
        return KeyPolicies.callerCanPutPolicy(
                principal(call.caller()),
                policies(call.caller(), call.reads()),
                changed,
                new CallContext(call, access, keys));
    }

    private Resource resource(Call call, Access access) {
        return switch (access.subject()) {
            case Access.OfKey(KmsKey key) ->
                    new Resource.Key(
                            key.arn().toString(), key.account(), compile(key.policy()), grants.on(key, call.reads()));
            case Access.OfGrant(KmsKey key, Grant grant) ->
                    new Resource.RetirableGrant(key.arn().toString(), GrantRules.compile(grant));
            case Access.OfRole(Role role) ->
                    new Resource.Role(
                            role.arn(),
                            role.account(),
                            trustPolicies.get(role.trust(), PolicyDocument::parseTrustPolicy));
            case Access.Plain(String arn) ->
                    arn.equals("*") ? new Resource.None() : new Resource.WithoutPolicy(arn, call.account());
        };
    }

    private static Principal principal(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> new Principal.Root(root.account());
            case Caller.OfUser(User user, var session, String signedBy) ->
                    new Principal.User(user.account(), user.path(), user.name(), user.arn());
            case Caller.OfRole ofRole -> new Principal.RoleSession(ofRole.account(), ofRole.arn(), ofRole.role().arn());
            case Caller.Service service -> new Principal.Service(service.account(), service.arn());
        };
    }

    private CallerPolicies policies(Caller caller, ReadSet reads) {
        return switch (caller) {
            case Caller.Root root -> CallerPolicies.NONE;
            case Caller.OfUser(User user, Optional<Session> session, String signedBy) ->
                    policies(user, user.groups(), session, reads);
            case Caller.OfRole(Role role, Session session, String signedBy) ->
                    policies(role, List.of(), Optional.of(session), reads);
            case Caller.Service service -> CallerPolicies.of(List.of(named("schedule", SCHEDULE_POLICY)));
        };
    }

    /// The identity's own policies, then those of a user's groups; boundary and session bound all of them.
    private CallerPolicies policies(
            PolicyHolder holder, Collection<String> groups, Optional<Session> session, ReadSet reads) {
        List<NamedPolicy> given = new ArrayList<>();
        add(given, holder, "", reads);
        for (String id : groups) {
            PolicyHolder group = identities.holder(holder.account(), id, reads).orElseThrow();
            add(given, group, "group " + group.name() + ": ", reads);
        }
        Optional<NamedPolicy> boundary =
                holder.attachments().boundary().map(arn -> named(arn, managed(holder.account(), arn, reads)));
        List<NamedPolicy> ofSession = new ArrayList<>();
        session.ifPresent(bound -> {
            bound.policy().ifPresent(text -> ofSession.add(named("of the session", text)));
            bound.managed().forEach(arn -> ofSession.add(named(arn, managedIfThere(holder.account(), arn, reads))));
        });
        return new CallerPolicies(given, boundary, ofSession);
    }

    private void add(List<NamedPolicy> given, PolicyHolder holder, String prefix, ReadSet reads) {
        holder.attachments().inline().forEach((name, text) -> given.add(named(prefix + name, text)));
        for (String arn : holder.attachments().managed()) {
            given.add(named(prefix + arn, managed(holder.account(), arn, reads)));
        }
    }

    /// A policy that somebody carries cannot be gone: the change that would delete it is refused.
    private String managed(String account, String arn, ReadSet reads) {
        return identities.policy(account, arn, reads).orElseThrow().document();
    }

    /// A policy that bounds a session can be gone while the session lasts; it then allows nothing.
    private String managedIfThere(String account, String arn, ReadSet reads) {
        return identities.policy(account, arn, reads).map(ManagedPolicy::document).orElse(NOTHING);
    }

    private NamedPolicy named(String name, String text) {
        return new NamedPolicy(name, identityPolicies.get(text, PolicyDocument::parseIdentityPolicy));
    }
}
