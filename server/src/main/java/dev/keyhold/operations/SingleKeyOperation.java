package dev.keyhold.operations;

import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KmsKey;
import java.util.List;

/// The shape that most operations share: they name one key and need the action of their own name on it.
///
/// @param <I> the request
/// @param <O> the answer
abstract class SingleKeyOperation<I extends Record, O extends Record> implements Operation<I, KmsKey, O> {

    private final ApiName name;
    private final Class<I> input;
    private final KeyResolver resolver;
    private final KeyForms forms;

    SingleKeyOperation(ApiName name, Class<I> input, KeyResolver resolver, KeyForms forms) {
        this.name = name;
        this.input = input;
        this.resolver = resolver;
        this.forms = forms;
    }

    /// The KeyId member as given.
    abstract String keyId(I input);

    /// What conditions can ask about the request beside global keys and those of the key.
    RequestContext facts(Call call, I input, KmsKey key) {
        return RequestContext.EMPTY;
    }

    @Override
    public ApiName name() {
        return name;
    }

    @Override
    public Class<I> input() {
        return input;
    }

    @Override
    public KmsKey resolve(Call call, I request) {
        return resolver.resolve(call, keyId(request), forms);
    }

    @Override
    public List<Access> accesses(Call call, I request, KmsKey key) {
        return List.of(Access.onKey(name.action(), key).knowing(facts(call, request, key)));
    }
}
