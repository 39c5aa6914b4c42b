package dev.keyhold.operations;

import dev.keyhold.audit.ReadSet;
import dev.keyhold.identity.Caller;
import java.time.Instant;

/// An operation that is called without a signature, because the request itself proves who calls: it carries the token
/// of an identity provider, or a password. A signature that comes with it is not looked at, as AWS does not.
///
/// @param <I> the request
/// @param <T> what the request names, resolved
/// @param <O> the answer
public interface Unsigned<I extends Record, T, O extends Record> extends Operation<I, T, O> {

    /// Who calls, on whose record the call will be. Free of side effects, like everything before [#run].
    ///
    /// @param input the request, validated
    /// @param arrived when it did
    /// @param peer from where
    /// @param reads notes what the answer depends on
    /// @throws dev.keyhold.protocol.KmsException if nobody provably does; the call is then counted, not recorded
    Caller caller(I input, Instant arrived, Peer peer, ReadSet reads);
}
