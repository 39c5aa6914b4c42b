package dev.keyhold.protocol;

import dev.keyhold.protocol.kms.EncryptRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The KMS operations that have records, found by name, for the tests that compare them with an oracle.
final class KmsOperations {

    static final List<String> NAMES =
            List.of(
                    "CancelKeyDeletion",
                    "CreateAlias",
                    "CreateGrant",
                    "CreateKey",
                    "Decrypt",
                    "DeleteAlias",
                    "DescribeKey",
                    "DisableKey",
                    "DisableKeyRotation",
                    "EnableKey",
                    "EnableKeyRotation",
                    "Encrypt",
                    "GenerateDataKey",
                    "GenerateDataKeyWithoutPlaintext",
                    "GenerateRandom",
                    "GetKeyLastUsage",
                    "GetKeyPolicy",
                    "GetKeyRotationStatus",
                    "ListAliases",
                    "ListGrants",
                    "ListKeyPolicies",
                    "ListKeyRotations",
                    "ListKeys",
                    "ListResourceTags",
                    "ListRetirableGrants",
                    "PutKeyPolicy",
                    "ReEncrypt",
                    "RetireGrant",
                    "RevokeGrant",
                    "RotateKeyOnDemand",
                    "ScheduleKeyDeletion",
                    "TagResource",
                    "UntagResource",
                    "UpdateAlias",
                    "UpdateKeyDescription");

    private KmsOperations() {}

    static Class<? extends Record> request(String operation) {
        return record(operation + "Request").orElseThrow();
    }

    /// Empty for an operation whose output is unit.
    static Optional<Class<? extends Record>> reply(String operation) {
        return record(operation.equals("ListRetirableGrants") ? "ListGrantsResponse" : operation + "Response");
    }

    /// Every request and reply, and every structure that they nest.
    static Set<Class<? extends Record>> allRecords() {
        Set<Class<? extends Record>> all = new LinkedHashSet<>();
        List<Class<? extends Record>> open = new ArrayList<>();
        for (String name : NAMES) {
            open.add(request(name));
            reply(name).ifPresent(open::add);
        }
        while (!open.isEmpty()) {
            Class<? extends Record> next = open.removeLast();
            if (all.add(next)) {
                for (Member member : Shape.of(next).members()) {
                    ValueType type = member.type() instanceof ValueType.Array array ? array.element() : member.type();
                    if (type instanceof ValueType.Structure structure) {
                        open.add(structure.type());
                    }
                }
            }
        }
        return all;
    }

    private static Optional<Class<? extends Record>> record(String name) {
        try {
            return Optional.of(
                    Class.forName(EncryptRequest.class.getPackageName() + "." + name).asSubclass(Record.class));
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
    }
}
