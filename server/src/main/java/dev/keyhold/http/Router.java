package dev.keyhold.http;

import dev.keyhold.operations.Api;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Operations;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.FormBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the operation that a request is for: by X-Amz-Target, or by the Action of a form. Threads: safe.
final class Router {

    private static final Pattern OPERATION_NAME = Pattern.compile("[A-Za-z]{1,64}");
    private static final String UNNAMED = "Unknown";

    private final Map<String, Route> byTarget = new HashMap<>();
    private final Map<String, Route> byAction = new HashMap<>();

    Router(Operations operations) {
        for (Operation<?, ?, ?> operation : operations.all()) {
            Api api = operation.name().api();
            String name = operation.name().operation();
            Wire wire = Wire.of(api);
            Route route = new Route(wire, api, Optional.of(operation), name);
            (wire == Wire.QUERY ? byAction : byTarget).put(api.selector() + name, route);
        }
    }

    /// The request's route. A request that names no API that we speak is refused.
    ///
    /// @throws dev.keyhold.protocol.KmsException UnknownOperationException
    Route route(EdgeRequest request) {
        List<String> target = request.headers().values("x-amz-target");
        if (target.size() == 1) {
            Route known = byTarget.get(target.getFirst());
            return known != null ? known : unknownTarget(target.getFirst());
        }
        if (target.isEmpty() && request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            FormBody form = FormBody.decode(request.body());
            String action = form.action().orElse("");
            Api api = form.version().orElse("").equals(Api.IAM.selector()) ? Api.IAM : Api.STS;
            Route known = byAction.get(api.selector() + action);
            return known != null ? known : new Route(Wire.QUERY, api, Optional.empty(), recordable(action));
        }
        throw Errors.unknownOperation();
    }

    private static Route unknownTarget(String target) {
        for (Api api : Api.values()) {
            if (Wire.of(api) == Wire.JSON && target.startsWith(api.selector())) {
                String name = target.substring(api.selector().length());
                return new Route(Wire.JSON, api, Optional.empty(), recordable(name));
            }
        }
        throw Errors.unknownOperation();
    }

    /// An operation's name may be recorded if it looks like one.
    private static String recordable(String name) {
        return OPERATION_NAME.matcher(name).matches() ? name : UNNAMED;
    }
}
