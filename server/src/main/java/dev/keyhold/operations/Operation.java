package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import java.util.List;

/// One operation of one API. The pipeline calls the methods in the order in which they stand here; each may refuse with
/// a `KmsException`, which becomes the answer and is recorded.
///
/// Everything before [#run] must be free of side effects, and `run` has none but [Call#change] and
/// [Call#changeIfRefused], because a decision whose basis changed before it was committed is made again from the start.
///
/// Threads: an operation has no mutable state and serves any number of calls at once.
///
/// @param <I> the request
/// @param <T> what the request names, resolved
/// @param <O> the answer; [Unit] where AWS answers with an empty body
public interface Operation<I extends Record, T, O extends Record> {

    /// Which API and name, for routing and for the record.
    ApiName name();

    /// The request's type, for the codec.
    Class<I> input();

    /// Whether CloudTrail counts it as read-only, which includes every cryptographic operation.
    boolean readOnly();

    /// What of the request may stand in the audit record. Called before anything can fail, so that a refused call shows
    /// what was asked. Must never give plaintext, ciphertext or a token.
    Fields requestParameters(I input);

    /// Finds what the request names.
    T resolve(Call call, I input);

    /// Every access that the call needs; all of them must be allowed. An operation that anybody with valid credentials
    /// may call says so with an empty list.
    List<Access> accesses(Call call, I input, T target);

    /// Does it.
    O run(Call call, I input, T target);
}
