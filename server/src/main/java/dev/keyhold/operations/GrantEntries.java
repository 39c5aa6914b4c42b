package dev.keyhold.operations;

import dev.keyhold.authz.Principal;
import dev.keyhold.keys.Grant;
import dev.keyhold.protocol.kms.GrantListEntry;
import dev.keyhold.protocol.kms.ListGrantsResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How grants stand in lists.
final class GrantEntries {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;
    private static final String AWS_SERVICE = ".amazonaws.com";

    private GrantEntries() {}

    /// How many entries a page has.
    static int limit(@Nullable Integer requested) {
        return Math.min(MAX_LIMIT, Pages.limit(requested, DEFAULT_LIMIT));
    }

    static ListGrantsResponse page(Pages.Page<Grant> page) {
        return new ListGrantsResponse(page.map(GrantEntries::entry), page.nextMarker(), page.truncated());
    }

    private static GrantListEntry entry(Grant grant) {
        String retiring = grant.retiring().orElse(null);
        return new GrantListEntry(
                grant.keyArn().toString(),
                grant.id(),
                grant.name(),
                grant.created(),
                Grant.isService(grant.grantee()) ? inRegion(grant.grantee(), grant.region()) : grant.grantee(),
                retiring == null || Grant.isService(retiring) ? null : retiring,
                new Principal.Root(grant.issuingAccount()).arn(),
                grant.operations(),
                grant.constraints().equals(Grant.UNCONSTRAINED) ? null : grant.constraints(),
                Optional.of(grant.grantee()).filter(Grant::isService).orElse(null),
                retiring != null && Grant.isService(retiring) ? retiring : null);
    }

    /// The name of a service in a region, as AWS shows it for a grantee.
    private static String inRegion(String service, String region) {
        String infix = "." + region;
        return service.endsWith(AWS_SERVICE) && !service.endsWith(infix + AWS_SERVICE)
                ? service.substring(0, service.length() - AWS_SERVICE.length()) + infix + AWS_SERVICE
                : service;
    }
}
