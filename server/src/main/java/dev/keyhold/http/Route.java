package dev.keyhold.http;

import dev.keyhold.operations.Api;
import dev.keyhold.operations.Operation;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KmsException;
import java.util.Optional;

/// Where a request goes.
///
/// @param wire how it is worded
/// @param api which API it is for, which decides the service that it must be signed for
/// @param operation empty if the API has no such operation here
/// @param requested the operation's name as it may stand in a record
record Route(Wire wire, Api api, Optional<Operation<?, ?, ?>> operation, String requested) {

    /// What is answered where there is no operation.
    KmsException unknown() {
        return wire == Wire.QUERY ? Errors.unknownAction(requested, api.selector()) : Errors.unknownOperation();
    }
}
