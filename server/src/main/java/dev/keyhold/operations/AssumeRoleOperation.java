package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.PolicyDocument;
import dev.keyhold.authz.PolicyRefusedException;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.Session;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.sts.AssumeRoleRequest;
import dev.keyhold.protocol.sts.AssumeRoleResponse;
import dev.keyhold.protocol.sts.AssumedRoleUser;
import dev.keyhold.protocol.sts.PolicyDescriptorType;
import dev.keyhold.protocol.sts.StsErrors;
import dev.keyhold.protocol.sts.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// STS AssumeRole: temporary credentials of a role, for those whom its trust policy lets in.
final class AssumeRoleOperation implements Operation<AssumeRoleRequest, Role, AssumeRoleResponse> {

    private static final ApiName NAME = ApiName.sts("AssumeRole");
    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:[!-~]*/)?([A-Za-z0-9_+=,.@-]{1,64})");
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int LONGEST_POLICY = 2_048;
    private static final int MOST_POLICIES = 10;
    private static final int TOO_MUCH_PERCENT = 101;

    private final Identities identities;
    private final SessionCredentials credentials;

    AssumeRoleOperation(Identities identities, SessionCredentials credentials) {
        this.identities = identities;
        this.credentials = credentials;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<AssumeRoleRequest> input() {
        return AssumeRoleRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(AssumeRoleRequest input) {
        return new Fields()
                .text("roleArn", input.roleArn())
                .text("roleSessionName", input.roleSessionName())
                .text("externalId", input.externalId())
                .text("policy", input.policy())
                .list("policyArns", arns(input))
                .texts("tags", tags(input))
                .number("durationSeconds", input.durationSeconds());
    }

    private static List<String> arns(AssumeRoleRequest input) {
        List<String> arns = new ArrayList<>();
        for (PolicyDescriptorType policy :
                Objects.requireNonNullElse(input.policyArns(), List.<PolicyDescriptorType>of())) {
            String arn = policy.arn();
            if (arn != null) {
                arns.add(arn);
            }
        }
        return arns;
    }

    private static Map<String, String> tags(AssumeRoleRequest input) {
        Map<String, String> tags = new TreeMap<>();
        Objects.requireNonNullElse(input.tags(), List.<Tag>of()).forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    /// The role. One that is not there is refused in the words for one that trusts somebody else.
    @Override
    public Role resolve(Call call, AssumeRoleRequest input) {
        if (call.caller() instanceof Caller.Root) {
            throw Errors.accessDenied("Roles may not be assumed by root accounts.");
        }
        Matcher arn = ARN.matcher(input.roleArn());
        if (!arn.matches()) {
            throw Errors.validation(input.roleArn() + " is invalid");
        }
        Role role =
                identities
                        .store()
                        .role(arn.group(1), arn.group(2))
                        .filter(found -> found.arn().equals(input.roleArn()))
                        .orElseThrow(() -> StsErrors.assumeRoleDenied(call.caller().arn(), input.roleArn()));
        call.reads().note(role.ref());
        return role;
    }

    @Override
    public List<Access> accesses(Call call, AssumeRoleRequest input, Role role) {
        Map<String, String> tags = tags(input);
        RequestContext facts =
                RequestFacts.both(
                        RequestFacts.tags(tags),
                        key ->
                                switch (key) {
                                    case "sts:externalid" -> Optional.ofNullable(input.externalId()).stream().toList();
                                    case "sts:rolesessionname" -> List.of(input.roleSessionName());
                                    default -> List.of();
                                });
        Access assume = Access.onRole(NAME.action(), role).knowing(facts);
        return tags.isEmpty() ? List.of(assume) : List.of(assume, Access.onRole("sts:TagSession", role).knowing(facts));
    }

    @Override
    public AssumeRoleResponse run(Call call, AssumeRoleRequest input, Role role) {
        refuseWhatIsNotThere(input);
        Session session =
                new Session(
                        role.account(),
                        role.id(),
                        input.roleSessionName(),
                        call.now(),
                        call.now().plus(duration(call, input, role)),
                        policy(input),
                        policies(call, input, role),
                        tags(input));
        Caller.OfRole become = new Caller.OfRole(role, session, "");
        return new AssumeRoleResponse(
                credentials.of(call, session), new AssumedRoleUser(become.principalId(), become.arn()), null, null);
    }

    /// Rather than hand out a session that lacks what was asked for.
    private static void refuseWhatIsNotThere(AssumeRoleRequest input) {
        if (input.serialNumber() != null || input.tokenCode() != null) {
            throw StsErrors.invalidTokenCode();
        }
        if (input.sourceIdentity() != null
                || (input.providedContexts() != null && !input.providedContexts().isEmpty())
                || (input.transitiveTagKeys() != null && !input.transitiveTagKeys().isEmpty())) {
            throw Errors.validation(
                    "SourceIdentity, ProvidedContexts and TransitiveTagKeys are not supported by this server.");
        }
    }

    private static Duration duration(Call call, AssumeRoleRequest input, Role role) {
        Duration asked = input.durationSeconds() == null ? USUAL : Duration.ofSeconds(input.durationSeconds());
        if (asked.compareTo(role.maxSession()) > 0) {
            throw StsErrors.durationExceedsRole();
        }
        if (call.caller() instanceof Caller.OfRole && asked.compareTo(USUAL) > 0) {
            throw StsErrors.durationExceedsChaining();
        }
        return asked;
    }

    private static Optional<String> policy(AssumeRoleRequest input) {
        String policy = input.policy();
        if (policy == null) {
            return Optional.empty();
        }
        if (policy.length() > LONGEST_POLICY) {
            throw StsErrors.packedPolicyTooLarge(TOO_MUCH_PERCENT);
        }
        try {
            PolicyDocument.parseIdentityPolicy(policy);
        } catch (PolicyRefusedException refused) {
            throw StsErrors.malformedPolicy(String.valueOf(refused.getMessage()));
        }
        return Optional.of(policy);
    }

    private List<String> policies(Call call, AssumeRoleRequest input, Role role) {
        List<String> arns = arns(input);
        if (arns.size() > MOST_POLICIES) {
            throw StsErrors.packedPolicyTooLarge(TOO_MUCH_PERCENT);
        }
        for (String arn : arns) {
            if (identities.policy(role.account(), arn, call.reads()).isEmpty()) {
                throw StsErrors.malformedPolicy("Policy " + arn + " does not exist.");
            }
        }
        return arns;
    }
}
