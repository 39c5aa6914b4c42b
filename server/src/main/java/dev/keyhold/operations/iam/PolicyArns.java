package dev.keyhold.operations.iam;

import dev.keyhold.authz.RequestContext;
import dev.keyhold.identity.Identities;
import dev.keyhold.identity.ManagedPolicy;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.RequestFacts;
import dev.keyhold.protocol.iam.IamErrors;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds managed policies by the ARNs that requests give.
final class PolicyArns {

    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}|aws):policy/(?:[!-~]{1,510}/)?[A-Za-z0-9_+=,.@-]{1,128}");

    private final Identities identities;

    PolicyArns(Identities identities) {
        this.identities = identities;
    }

    /// An ARN of a request, and the policy that has it. Whether one has it is told only to who may know.
    ///
    /// @param found empty if none has
    record Named(String arn, Optional<ManagedPolicy> found) {

        /// The policy.
        ///
        /// @throws dev.keyhold.protocol.KmsException NoSuchEntity
        ManagedPolicy require() {
            return found.orElseThrow(() -> IamErrors.policyNotFound(arn));
        }
    }

    /// The account's policy with this ARN, noted as read; none of another account, whatever is known of that.
    Optional<ManagedPolicy> find(Call call, String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw IamErrors.invalidArn(arn);
        }
        return parts.group(1).equals(call.account())
                ? identities.policy(call.account(), arn, call.reads())
                : Optional.empty();
    }

    /// As above, with the ARN for those whom nothing may be told.
    Named named(Call call, String arn) {
        return new Named(arn, find(call, arn));
    }

    /// The account's policy with this ARN, to be attached.
    ///
    /// @throws dev.keyhold.protocol.KmsException NoSuchEntity
    ManagedPolicy require(Call call, String arn) {
        return find(call, arn).orElseThrow(() -> IamErrors.policyNotAttachable(arn));
    }

    /// Refuses a boundary that is no policy of the account.
    void requireBoundary(Call call, String arn) {
        if (find(call, arn).isEmpty()) {
            throw IamErrors.boundaryNotAttachable(arn);
        }
    }

    /// What conditions can ask about a request that attaches or detaches a policy.
    static RequestContext asPolicy(String arn) {
        return RequestFacts.fact("iam:policyarn", arn);
    }

    /// What conditions can ask about a request that sets this boundary, or that concerns an identity within it.
    static RequestContext asBoundary(String arn) {
        return RequestFacts.fact("iam:permissionsboundary", arn);
    }
}
