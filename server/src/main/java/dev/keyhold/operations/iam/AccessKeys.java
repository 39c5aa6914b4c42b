package dev.keyhold.operations.iam;

import static dev.keyhold.operations.iam.IamOperation.change;
import static dev.keyhold.operations.iam.IamOperation.ofHolder;
import static dev.keyhold.operations.iam.IamOperation.read;

import dev.keyhold.audit.Fields;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.identity.AccessKey;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.IdentityChange;
import dev.keyhold.identity.PolicyHolder;
import dev.keyhold.operations.Call;
import dev.keyhold.operations.Operation;
import dev.keyhold.operations.Pages;
import dev.keyhold.operations.Unit;
import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.iam.AccessKeyMetadata;
import dev.keyhold.protocol.iam.CreateAccessKeyRequest;
import dev.keyhold.protocol.iam.CreateAccessKeyResponse;
import dev.keyhold.protocol.iam.DeleteAccessKeyRequest;
import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.iam.ListAccessKeysRequest;
import dev.keyhold.protocol.iam.ListAccessKeysResponse;
import dev.keyhold.protocol.iam.StatusType;
import dev.keyhold.protocol.iam.UpdateAccessKeyRequest;
import java.util.List;
import java.util.Optional;

/// CreateAccessKey, ListAccessKeys, UpdateAccessKey and DeleteAccessKey. A user has two at most, so that one can be
/// exchanged for another without an outage.
final class AccessKeys {

    private static final int MAX_KEYS = 2;

    private final Holders holders;
    private final AccessKeyFactory factory;
    private final Randomness randomness;

    AccessKeys(Holders holders, AccessKeyFactory factory, Randomness randomness) {
        this.holders = holders;
        this.factory = factory;
        this.randomness = randomness;
    }

    List<Operation<?, ?, ?>> operations() {
        return List.of(
                change(
                        "CreateAccessKey",
                        CreateAccessKeyRequest.class,
                        input -> new Fields().text("userName", input.userName()),
                        (call, input) -> holders.findUser(call, input.userName()),
                        ofHolder(),
                        (call, input, named) -> create(call, named.require())),
                read(
                        "ListAccessKeys",
                        ListAccessKeysRequest.class,
                        input -> new Fields().text("userName", input.userName()),
                        (call, input) -> holders.findUser(call, input.userName()),
                        ofHolder(),
                        (call, input, named) -> list(input, named.require())),
                change(
                        "UpdateAccessKey",
                        UpdateAccessKeyRequest.class,
                        input ->
                                new Fields()
                                        .text("userName", input.userName())
                                        .text("accessKeyId", input.accessKeyId())
                                        .text("status", input.status()),
                        (call, input) -> holders.findUser(call, input.userName()),
                        ofHolder(),
                        (call, input, named) -> update(call, input, named.require())),
                change(
                        "DeleteAccessKey",
                        DeleteAccessKeyRequest.class,
                        input ->
                                new Fields()
                                        .text("userName", input.userName())
                                        .text("accessKeyId", input.accessKeyId()),
                        (call, input) -> holders.findUser(call, input.userName()),
                        ofHolder(),
                        (call, input, named) -> {
                            call.change(
                                    new IdentityChange.DeleteAccessKey(require(named.require(), input.accessKeyId())));
                            return Unit.UNIT;
                        }));
    }

    private CreateAccessKeyResponse create(Call call, PolicyHolder user) {
        Holders.requireRoom(
                holders.store().accessKeysOf(user.account(), user.id()).size(), MAX_KEYS, "AccessKeysPerUser");
        AccessKeyFactory.Credential made = AccessKeyFactory.newCredential(randomness);
        AccessKey key = factory.wrap(made, user.account(), Optional.of(user.id()), call.now());
        call.change(new IdentityChange.CreateAccessKey(key));
        call.response().text("userName", user.name()).text("accessKeyId", key.id());
        return new CreateAccessKeyResponse(
                new dev.keyhold.protocol.iam.AccessKey(
                        user.name(), made.id(), StatusType.ACTIVE, SecretText.of(made.secret()), call.now()));
    }

    private ListAccessKeysResponse list(ListAccessKeysRequest input, PolicyHolder user) {
        Pages.Page<AccessKey> page =
                IamPages.of(
                        "ListAccessKeys/" + user.id(),
                        input.marker(),
                        input.maxItems(),
                        holders.store().accessKeysOf(user.account(), user.id()),
                        AccessKey::id);
        return new ListAccessKeysResponse(
                page.map(key ->
                        new AccessKeyMetadata(
                                user.name(),
                                key.id(),
                                key.active() ? StatusType.ACTIVE : StatusType.INACTIVE,
                                key.created())),
                page.truncated(),
                page.nextMarker());
    }

    private Unit update(Call call, UpdateAccessKeyRequest input, PolicyHolder user) {
        AccessKey key = require(user, input.accessKeyId());
        if (input.status() == StatusType.EXPIRED) {
            throw IamErrors.invalidInput("An access key cannot be set to Expired.");
        }
        boolean active = input.status() == StatusType.ACTIVE;
        if (active != key.active()) {
            call.change(new IdentityChange.UpdateAccessKey(key.withActive(active)));
        }
        return Unit.UNIT;
    }

    private AccessKey require(PolicyHolder user, String id) {
        return holders.store()
                .accessKey(id)
                .filter(key -> key.account().equals(user.account()) && key.userId().equals(Optional.of(user.id())))
                .orElseThrow(() -> IamErrors.accessKeyNotFound(id));
    }
}
