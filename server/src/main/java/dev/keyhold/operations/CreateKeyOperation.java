package dev.keyhold.operations;

import dev.keyhold.audit.Fields;
import dev.keyhold.authz.RequestContext;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyState;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.CreateKeyRequest;
import dev.keyhold.protocol.kms.CreateKeyResponse;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import java.util.ArrayList;
import java.util.List;

/// CreateKey: a new symmetric encryption key with its first material. Other kinds of key are refused.
final class CreateKeyOperation implements Operation<CreateKeyRequest, Unit, CreateKeyResponse> {

    private static final ApiName NAME = ApiName.kms("CreateKey");

    private final KeyStore store;
    private final KeyFactory factory;
    private final KeyPolicyRules policies;
    private final Quotas quotas;

    CreateKeyOperation(KeyStore store, KeyFactory factory, KeyPolicyRules policies, Quotas quotas) {
        this.store = store;
        this.factory = factory;
        this.policies = policies;
        this.quotas = quotas;
    }

    @Override
    public ApiName name() {
        return NAME;
    }

    @Override
    public Class<CreateKeyRequest> input() {
        return CreateKeyRequest.class;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public Fields requestParameters(CreateKeyRequest input) {
        return new Fields()
                .text("keySpec", input.keySpec())
                .text("keyUsage", input.keyUsage())
                .text("origin", input.origin())
                .text("description", input.description())
                .text("policy", input.policy())
                .flag("multiRegion", input.multiRegion())
                .flag("bypassPolicyLockoutSafetyCheck", input.bypassPolicyLockoutSafetyCheck())
                .texts("tags", Tags.forRecord(input.tags()));
    }

    @Override
    public Unit resolve(Call call, CreateKeyRequest input) {
        return Unit.UNIT;
    }

    @Override
    public List<Access> accesses(Call call, CreateKeyRequest input, Unit nothing) {
        List<Access> accesses = new ArrayList<>(2);
        RequestContext newKey =
                RequestFacts.both(RequestFacts.tags(Tags.forRecord(input.tags())), key -> fact(input, key));
        RequestContext bypassed =
                PutKeyPolicyOperation.lockoutCheck(Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck()));
        accesses.add(Access.onAccount(NAME.action()).knowing(RequestFacts.both(newKey, bypassed)));
        if (input.tags() != null && !input.tags().isEmpty()) {
            accesses.add(Access.onAccount("kms:TagResource").knowing(newKey));
        }
        return accesses;
    }

    /// What conditions can ask about the key to be, with AWS's defaults.
    private static List<String> fact(CreateKeyRequest input, String key) {
        Object value =
                switch (key) {
                    case "kms:keyspec", "kms:customermasterkeyspec" ->
                            input.keySpec() != null
                                    ? input.keySpec()
                                    : input.customerMasterKeySpec() != null
                                            ? input.customerMasterKeySpec()
                                            : KeySpec.SYMMETRIC_DEFAULT;
                    case "kms:keyusage", "kms:customermasterkeyusage" ->
                            input.keyUsage() == null ? KeyUsageType.ENCRYPT_DECRYPT : input.keyUsage();
                    case "kms:keyorigin" -> input.origin() == null ? OriginType.AWS_KMS : input.origin();
                    case "kms:multiregion" -> Boolean.TRUE.equals(input.multiRegion());
                    default -> "";
                };
        return value.equals("") ? List.of() : List.of(value.toString());
    }

    @Override
    public CreateKeyResponse run(Call call, CreateKeyRequest input, Unit nothing) {
        refuseWhatIsNotOffered(input);
        long existing = store.countKeys(call.account(), call.region());
        if (existing >= quotas.keys()) {
            throw Errors.tooManyKeys(quotas.keys(), (int) existing);
        }
        String policy = input.policy() == null ? policies.standard(call.account()) : input.policy();
        KeyFactory.Blank blank =
                new KeyFactory.Blank(
                        call.account(),
                        call.region(),
                        input.description() == null ? "" : Requests.storableText(input.description(), "Description"),
                        policy,
                        Tags.parse(input.tags()));
        KeyFactory.NewKey made = factory.symmetric(blank, call.now());
        KmsKey key = made.key();
        boolean lockoutIsAccepted =
                input.policy() == null || Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck());
        policies.requireAcceptable(call, key, policy, lockoutIsAccepted);
        call.concerns(key);
        call.change(new KeyChange.CreateKey(key, made.material()));
        call.response()
                .text("keyId", key.id())
                .text("arn", key.arn())
                .text("keyState", new KeyState.Enabled().wireName())
                .text("keySpec", key.keySpec())
                .text("keyUsage", key.keyUsage())
                .text("origin", key.origin());
        return new CreateKeyResponse(Metadata.of(key));
    }

    private static void refuseWhatIsNotOffered(CreateKeyRequest input) {
        KeySpec spec = input.keySpec() == null ? KeySpec.SYMMETRIC_DEFAULT : input.keySpec();
        if (input.keySpec() != null
                && input.customerMasterKeySpec() != null
                && !input.customerMasterKeySpec().name().equals(spec.name())) {
            throw Errors.validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request.");
        }
        if (spec != KeySpec.SYMMETRIC_DEFAULT
                || (input.customerMasterKeySpec() != null
                        && !input.customerMasterKeySpec().name().equals(KeySpec.SYMMETRIC_DEFAULT.name()))) {
            throw Errors.unsupported("Only the key spec SYMMETRIC_DEFAULT is supported by this server.");
        }
        if (input.keyUsage() != null && input.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            throw Errors.validation("KeyUsage " + input.keyUsage() + " is not compatible with KeySpec " + spec);
        }
        if (input.origin() != null && input.origin() != OriginType.AWS_KMS) {
            throw Errors.unsupported("Only the origin AWS_KMS is supported by this server.");
        }
        if (Boolean.TRUE.equals(input.multiRegion())) {
            throw Errors.unsupported("Multi-Region keys are not supported by this server.");
        }
        if (input.customKeyStoreId() != null) {
            throw Errors.customKeyStoreNotFound();
        }
        if (input.xksKeyId() != null) {
            throw Errors.unsupported("External key stores are not supported by this server.");
        }
    }
}
