package dev.keyhold.http;

import dev.keyhold.audit.AuditRecord;
import dev.keyhold.audit.Fields;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.identity.Role;
import dev.keyhold.identity.Session;
import dev.keyhold.identity.User;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.operations.ApiName;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.protocol.KmsException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the audit record of a call from the final decision, in this one place.
final class CallRecords {

    private static final int MAX_USER_AGENT = 1024;
    private static final int MAX_HOST = 256;

    private CallRecords() {}

    static AuditRecord record(
            String eventId, EdgeRequest request, Route route, Call call, RequestPipeline.Decided decided) {
        boolean readOnly = route.operation().map(Operation::readOnly).orElse(true);
        KmsException error = decided.error();
        return new AuditRecord(
                eventId,
                request.requestId(),
                request.arrived(),
                route.api().eventSource(),
                route.requested(),
                readOnly,
                "AwsApiCall",
                call.region(),
                call.account(),
                actor(call.caller()),
                origin(request),
                Optional.ofNullable(error).map(CallRecords::failure),
                decided.parameters(),
                error == null && !readOnly ? call.response() : Fields.none(),
                call.additional(),
                resources(call));
    }

    /// The record of what the server did by itself.
    static AuditRecord serviceEvent(String eventId, ApiName name, Call call) {
        return new AuditRecord(
                eventId,
                call.requestId(),
                call.now(),
                name.api().eventSource(),
                name.operation(),
                false,
                "AwsServiceEvent",
                call.region(),
                call.account(),
                actor(call.caller()),
                new AuditRecord.Origin(Caller.Service.NAME, Caller.Service.NAME, ""),
                Optional.empty(),
                Fields.none(),
                Fields.none(),
                call.additional(),
                resources(call));
    }

    private static AuditRecord.Actor actor(Caller caller) {
        String type =
                switch (caller) {
                    case Caller.Root root -> "Root";
                    case Caller.OfUser user -> "IAMUser";
                    case Caller.OfRole role -> "AssumedRole";
                    case Caller.Service service -> "AWSService";
                };
        Optional<String> userName =
                caller instanceof Caller.OfUser ofUser ? Optional.of(ofUser.user().name()) : Optional.empty();
        return new AuditRecord.Actor(
                type,
                caller.principalId(),
                caller.arn(),
                caller.account(),
                caller.accessKeyId(),
                userName,
                session(caller));
    }

    private static Optional<AuditRecord.SessionContext> session(Caller caller) {
        return switch (caller) {
            case Caller.OfUser(User user, Optional<Session> session, String signedBy) ->
                    session.map(begun -> context(begun, "User", user));
            case Caller.OfRole(Role role, Session session, String signedBy) ->
                    Optional.of(context(session, "Role", role));
            case Caller.Root _, Caller.Service _ -> Optional.empty();
        };
    }

    private static AuditRecord.SessionContext context(Session session, String type, PolicyHolder issuer) {
        return new AuditRecord.SessionContext(session.issued(), type, issuer.id(), issuer.arn(), issuer.name());
    }

    private static AuditRecord.Origin origin(EdgeRequest request) {
        return new AuditRecord.Origin(
                request.sourceIp(),
                cut(request.peer().userAgent(), MAX_USER_AGENT),
                cut(request.header("host"), MAX_HOST));
    }

    /// CloudTrail writes AccessDenied where the wire says AccessDeniedException.
    private static AuditRecord.Failure failure(KmsException error) {
        String code = error.code().wireName();
        String message = error.getMessage();
        return new AuditRecord.Failure(
                code.equals("AccessDeniedException") ? "AccessDenied" : code, message == null ? "" : message);
    }

    private static List<AuditRecord.Resource> resources(Call call) {
        Set<AuditRecord.Resource> resources = new LinkedHashSet<>();
        for (KmsKey key : call.keys()) {
            resources.add(new AuditRecord.Resource(key.arn().toString(), key.account()));
        }
        return List.copyOf(resources);
    }

    private static String cut(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }
}
