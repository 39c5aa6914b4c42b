package dev.keyhold.authz;

import java.util.Optional;

/// A grant on a key in the form in which it is evaluated. It only ever allows.
///
/// @param id 64 hex digits
/// @param grantee the ARN of who holds it
/// @param retiringPrincipal the ARN of who may end it beside the account
/// @param issuingAccount the account that made it
public record Grant(
        String id, String grantee, Optional<String> retiringPrincipal, String issuingAccount, GrantTerms terms) {
    public Grant {
        Accounts.require(issuingAccount);
    }

    /// How the caller may retire it, nearest first (KMS developer guide, "Retiring and revoking grants").
    Optional<Reach> reachForRetiring(Principal caller) {
        for (Reach reach : Reach.nearestFirst()) {
            String arn = reach.arnOf(caller);
            if (arn != null && mayRetire(arn)) {
                return Optional.of(reach);
            }
        }
        return Optional.empty();
    }

    private boolean mayRetire(String arn) {
        return retiringPrincipal.filter(arn::equals).isPresent()
                || (grantee.equals(arn) && terms.actions().contains(GrantTerms.RETIRE_GRANT))
                || Principal.Root.arnOf(issuingAccount).equals(arn);
    }
}
