package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.protocol.sts.GetCallerIdentityRequest;
import dev.keyhold.protocol.sts.GetCallerIdentityResponse;
import java.util.List;

/// STS GetCallerIdentity: who the caller is. AWS lets everybody with valid credentials ask, whatever their policies.
final class GetCallerIdentityOperation implements Operation<GetCallerIdentityRequest, Unit, GetCallerIdentityResponse> {

    @Override
    public ApiName name() {
        return ApiName.sts("GetCallerIdentity");
    }

    @Override
    public Class<GetCallerIdentityRequest> input() {
        return GetCallerIdentityRequest.class;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public Fields requestParameters(GetCallerIdentityRequest input) {
        return Fields.none();
    }

    @Override
    public Unit resolve(Call call, GetCallerIdentityRequest input) {
        return Unit.UNIT;
    }

    @Override
    public List<Access> accesses(Call call, GetCallerIdentityRequest input, Unit nothing) {
        return List.of();
    }

    @Override
    public GetCallerIdentityResponse run(Call call, GetCallerIdentityRequest input, Unit nothing) {
        return new GetCallerIdentityResponse(call.caller().arn(), call.caller().principalId(), call.account());
    }
}
