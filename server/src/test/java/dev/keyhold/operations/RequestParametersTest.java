package dev.keyhold.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.audit.AuditRecord;
import dev.keyhold.audit.AuditRecordWriter;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.Fields;
import dev.keyhold.audit.UsageProjection;
import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.crypto.SymmetricEngine;
import dev.keyhold.identity.AccessKeyFactory;
import dev.keyhold.identity.Identities;
import dev.keyhold.keys.KeyFactory;
import dev.keyhold.keys.KeyUse;
import dev.keyhold.keys.Keys;
import dev.keyhold.protocol.Blob;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.KeyHierarchy;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import dev.keyhold.store.sqlite.SqliteUsageIndex;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a request may be recorded. Requests of every operation are filled member by member, by their types, so that
/// an operation or a member that is added later is covered too.
class RequestParametersTest {

    private static final String CANARY = "canary-4f1c";
    private static final Set<String> KEY_NAMES = Set.of("keyId", "targetKeyId", "sourceKeyId", "destinationKeyId");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir Path directory;

    private Store store;
    private UsageProjection usage;
    private List<Operation<?, ?, ?>> operations;

    @BeforeEach
    void makeTheOperations() {
        CryptoPool pool = CryptoPool.shared();
        Randomness randomness = Randomness.of(pool);
        SecretWrapping wrapping = new SecretWrapping(pool);
        Deployment deployment = new Deployment(1, true, NOW);
        KeyHierarchy hierarchy;
        try (SecretBytes rootKey = randomness.secret(SecretWrapping.KEY_LENGTH)) {
            hierarchy =
                    new KeyHierarchy(
                            wrapping,
                            rootKey,
                            deployment,
                            List.of(KeyHierarchy.first(wrapping, randomness, rootKey, deployment, NOW)));
        }
        store = SqliteStore.open(directory);
        usage = new UsageProjection(store.logs(), SqliteUsageIndex.open(directory.resolve("index.db")));
        Epochs epochs = new Epochs(0);
        Keys keys = new Keys(store.keys(), epochs, 10);
        Identities identities = new Identities(store.identities(), epochs, 10);
        operations =
                new Operations(
                                new Operations.Tools(
                                        keys,
                                        store.grants(),
                                        identities,
                                        new AccessKeyFactory(hierarchy),
                                        new KeyFactory(hierarchy, randomness),
                                        new KeyUse(store.keys(), hierarchy, new SymmetricEngine(pool), 1, 10),
                                        new Authorisation(keys, identities, store.grants(), epochs, 10, 10),
                                        usage,
                                        randomness,
                                        Quotas.DEFAULT,
                                        1))
                        .all();
    }

    @AfterEach
    void closeTheStore() {
        usage.close();
        store.close();
    }

    @Test
    void noBytesAndNoTokenOfAnyRequestIsOnRecord() throws Exception {
        Map<String, Integer> secrets = new HashMap<>();
        for (Operation<?, ?, ?> operation : operations) {
            Filler filler = new Filler();
            String record = recorded(operation, filler);
            for (String form : forms()) {
                assertThat(record).as("%s", operation.name()).doesNotContain(form);
            }
            secrets.put(operation.name().operation(), filler.secrets);
        }
        assertThat(secrets)
                .as("how many secrets were in each request")
                .containsEntry("Encrypt", 2)
                .containsEntry("Decrypt", 3)
                .containsEntry("ReEncrypt", 2)
                .containsEntry("GenerateDataKey", 2)
                .containsEntry("GenerateDataKeyWithoutPlaintext", 1)
                .containsEntry("CreateGrant", 1)
                .containsEntry("RetireGrant", 1)
                .containsEntry("GenerateRandom", 1)
                .containsEntry("DescribeKey", 1);
    }

    @Test
    void everyOperationOnAKeyRecordsWhichKeyWasNamed() throws Exception {
        for (Operation<?, ?, ?> operation : operations) {
            for (RecordComponent component : operation.input().getRecordComponents()) {
                if (KEY_NAMES.contains(component.getName())) {
                    assertThat(recorded(operation, new Filler()))
                            .as("%s", operation.name())
                            .contains('"' + component.getName() + "\":\"shown-" + component.getName() + '"');
                }
            }
        }
    }

    private static List<String> forms() {
        byte[] canary = CANARY.getBytes(StandardCharsets.US_ASCII);
        return List.of(
                CANARY,
                Base64.getEncoder().withoutPadding().encodeToString(canary),
                HexFormat.of().formatHex(canary),
                java.util.Arrays.toString(canary));
    }

    private static <I extends Record> String recorded(Operation<I, ?, ?> operation, Filler filler) throws Exception {
        Fields parameters = operation.requestParameters(operation.input().cast(filler.filled(operation.input())));
        AuditRecord record =
                new AuditRecord(
                        "event",
                        "request",
                        NOW,
                        operation.name().api().eventSource(),
                        operation.name().operation(),
                        operation.readOnly(),
                        "AwsApiCall",
                        "eu-central-1",
                        "111122223333",
                        new AuditRecord.Actor(
                                "Root", "id", "arn", "111122223333", "AKIA", Optional.empty(), Optional.empty()),
                        new AuditRecord.Origin("192.0.2.1", "client", "host"),
                        Optional.empty(),
                        parameters,
                        Fields.none(),
                        Fields.none(),
                        List.of());
        return new String(new AuditRecordWriter().write(record), StandardCharsets.UTF_8);
    }

    /// Fills a request: bytes and grant tokens are secret, everything else may be shown.
    private static final class Filler {

        private int secrets;

        Record filled(Class<?> type) throws Exception {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = value(components[i].getName(), components[i].getGenericType());
            }
            return (Record) type.getDeclaredConstructor(types).newInstance(values);
        }

        private Object value(String name, Type type) throws Exception {
            if (type instanceof ParameterizedType generic) {
                return generic.getRawType() == List.class
                        ? List.of(value(name, generic.getActualTypeArguments()[0]))
                        : Map.of("shown-key", "shown-value");
            }
            Class<?> plain = (Class<?>) type;
            if (plain == String.class) {
                return name.startsWith("grantToken") ? secret() : "shown-" + name;
            }
            if (plain == Blob.class) {
                return Blob.wrap(secret().getBytes(StandardCharsets.US_ASCII));
            }
            if (plain == Integer.class) {
                return 1;
            }
            if (plain == Boolean.class) {
                return true;
            }
            if (plain == Instant.class) {
                return NOW;
            }
            if (plain.isEnum()) {
                return plain.getEnumConstants()[0];
            }
            if (plain.isRecord()) {
                return filled(plain);
            }
            throw new IllegalArgumentException("no value for " + name + " of " + type);
        }

        private String secret() {
            secrets++;
            return CANARY;
        }
    }
}
