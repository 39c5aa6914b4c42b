package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.identity.Caller;
import dev.keyhold.identity.Session;
import dev.keyhold.identity.User;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.sts.GetSessionTokenRequest;
import dev.keyhold.protocol.sts.GetSessionTokenResponse;
import dev.keyhold.protocol.sts.StsErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// STS GetSessionToken: temporary credentials of the calling user. AWS lets every user ask, whatever the user's
/// policies, which count for the session as they do for the user.
final class GetSessionTokenOperation implements Operation<GetSessionTokenRequest, User, GetSessionTokenResponse> {

    private static final int DEFAULT_SECONDS = 43_200;

    private final SessionCredentials credentials;

    GetSessionTokenOperation(SessionCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public ApiName name() {
        return ApiName.sts("GetSessionToken");
    }

    @Override
    public Class<GetSessionTokenRequest> input() {
        return GetSessionTokenRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(GetSessionTokenRequest input) {
        return new Fields()
                .number("durationSeconds", input.durationSeconds())
                .text("serialNumber", input.serialNumber());
    }

    @Override
    public User resolve(Call call, GetSessionTokenRequest input) {
        return switch (call.caller()) {
            case Caller.OfUser caller when caller.session().isEmpty() -> caller.user();
            case Caller.OfUser _, Caller.OfRole _ -> throw StsErrors.sessionTokenFromSession();
            case Caller.Root _, Caller.Service _ ->
                    throw Errors.accessDenied("The root user has no sessions on this server");
        };
    }

    @Override
    public List<Access> accesses(Call call, GetSessionTokenRequest input, User user) {
        return List.of();
    }

    @Override
    public GetSessionTokenResponse run(Call call, GetSessionTokenRequest input, User user) {
        if (input.serialNumber() != null || input.tokenCode() != null) {
            throw StsErrors.invalidTokenCode();
        }
        Duration lasting = Duration.ofSeconds(Objects.requireNonNullElse(input.durationSeconds(), DEFAULT_SECONDS));
        Session session =
                new Session(
                        user.account(),
                        user.id(),
                        "",
                        call.now(),
                        call.now().plus(lasting),
                        Optional.empty(),
                        List.of(),
                        Map.of());
        return new GetSessionTokenResponse(credentials.of(call, session));
    }
}
