package dev.keyhold.operations.iam;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.identity.PolicyHolder.Kind;
import dev.keyhold.operations.Access;
import dev.keyhold.operations.ApiName;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.RequestFacts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// One operation of IAM, stated by its parts: what may be recorded of the request, what it names, the ARNs on which
/// `iam:<name>` must be allowed, what conditions can ask about the request, and what it does.
///
/// @param name the operation's name
/// @param input the request's type
/// @param readOnly whether it changes nothing
/// @param recorded what of a request may stand in the record
/// @param resolver finds what a request names
/// @param arns on each of which the caller must be allowed it
/// @param facts what conditions can ask, beside what they can ask about every call
/// @param body does it
/// @param <I> the request
/// @param <T> what the request names
/// @param <O> the answer
record IamOperation<I extends Record, T, O extends Record>(
        ApiName name,
        Class<I> input,
        boolean readOnly,
        Function<I, Fields> recorded,
        Resolver<I, T> resolver,
        List<Arn<I, T>> arns,
        Facts<I, T> facts,
        Body<I, T, O> body)
        implements Operation<I, T, O> {

    /// Finds what a request names.
    @FunctionalInterface
    interface Resolver<I, T> {
        T resolve(Call call, I input);
    }

    /// The ARN that the call concerns, `*` for none in particular.
    @FunctionalInterface
    interface Arn<I, T> {
        String of(Call call, I input, T target);
    }

    /// What conditions can ask about a request.
    @FunctionalInterface
    interface Facts<I, T> {
        RequestContext of(Call call, I input, T target);
    }

    /// What the operation does.
    @FunctionalInterface
    interface Body<I, T, O> {
        O run(Call call, I input, T target);
    }

    /// An operation that changes something.
    static <I extends Record, T, O extends Record> IamOperation<I, T, O> change(
            String name,
            Class<I> input,
            Function<I, Fields> recorded,
            Resolver<I, T> resolver,
            Arn<I, T> arn,
            Body<I, T, O> body) {
        return new IamOperation<>(ApiName.iam(name), input, false, recorded, resolver, List.of(arn), noFacts(), body);
    }

    /// An operation that only reads.
    static <I extends Record, T, O extends Record> IamOperation<I, T, O> read(
            String name,
            Class<I> input,
            Function<I, Fields> recorded,
            Resolver<I, T> resolver,
            Arn<I, T> arn,
            Body<I, T, O> body) {
        return new IamOperation<>(ApiName.iam(name), input, true, recorded, resolver, List.of(arn), noFacts(), body);
    }

    private static <I, T> Facts<I, T> noFacts() {
        return (call, input, target) -> RequestContext.EMPTY;
    }

    /// The same operation, which must also be allowed on another ARN.
    IamOperation<I, T, O> alsoOn(Arn<I, T> other) {
        List<Arn<I, T>> both = Stream.concat(arns.stream(), Stream.of(other)).toList();
        return new IamOperation<>(name, input, readOnly, recorded, resolver, both, facts, body);
    }

    /// The same operation, about whose requests conditions can ask this.
    IamOperation<I, T, O> knowing(Facts<I, T> newFacts) {
        return new IamOperation<>(name, input, readOnly, recorded, resolver, arns, newFacts, body);
    }

    /// Finds a user, group or role by the name in the request.
    static <I> Resolver<I, Holders.Named> holder(Holders holders, Kind kind, Function<I, String> name) {
        return (call, input) -> holders.find(call, kind, name.apply(input));
    }

    /// What an operation on a user, group or role must be allowed on.
    static <I> Arn<I, Holders.Named> ofHolder() {
        return (call, input, named) -> named.arn();
    }

    @Override
    public Fields requestParameters(I request) {
        return recorded.apply(request);
    }

    @Override
    public T resolve(Call call, I request) {
        return resolver.resolve(call, request);
    }

    @Override
    public List<Access> accesses(Call call, I request, T target) {
        RequestContext stated = facts.of(call, request, target);
        RequestContext known = target instanceof Holders.Named named ? RequestFacts.both(stated, named.tags()) : stated;
        return arns.stream()
                .map(arn -> arn.of(call, request, target))
                .distinct()
                .map(arn -> Access.onResource(name.action(), arn).knowing(known))
                .toList();
    }

    @Override
    public O run(Call call, I request, T target) {
        return body.run(call, request, target);
    }
}
