package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ClientEncryptionSettings;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientException;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.vault.DataKeyOptions;
import com.mongodb.client.model.vault.EncryptOptions;
import com.mongodb.client.vault.ClientEncryption;
import com.mongodb.client.vault.ClientEncryptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/// MongoDB's client-side field level encryption (libmongocrypt, explicit encryption). It always uses TLS, signs a Host
/// header of its own making, and sends no User-Agent. The key vault is a server in this JVM that speaks MongoDB's
/// protocol.
final class MongoCryptTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.MONGODB);

    private static final String RANDOM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random";

    private static final MongoServer MONGO = new MongoServer(new MemoryBackend());

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String mongo;

    private final ClientServer server = Transport.HTTPS.server();
    private final KeyMetadata key = server.newKey();
    private final BsonDocument masterKey =
            new BsonDocument("region", new BsonString("us-east-1"))
                    .append("key", new BsonString(key.arn()))
                    .append("endpoint", new BsonString("127.0.0.1:" + server.endpoint().port()));

    @BeforeAll
    static void start() {
        mongo = MONGO.bindAndGetConnectionString();
    }

    @AfterAll
    static void stop() {
        MONGO.shutdownNow();
    }

    private static ClientEncryption encryption(ClientServer server, String mongo) {
        return ClientEncryptions.create(
                ClientEncryptionSettings.builder()
                        .keyVaultMongoClientSettings(
                                MongoClientSettings.builder()
                                        .applyConnectionString(new ConnectionString(mongo))
                                        .build())
                        .keyVaultNamespace("encryption.keys")
                        .kmsProviders(
                                Map.of(
                                        "aws",
                                        Map.of(
                                                "accessKeyId",
                                                server.root().id(),
                                                "secretAccessKey",
                                                server.root().secret())))
                        .kmsProviderSslContextMap(Map.of("aws", server.endpoint().sslContext()))
                        .build());
    }

    @Test
    void aValueThatOneClientEncryptsAnotherDecrypts() {
        try (ClientEncryption writer = encryption(server, mongo);
                ClientEncryption reader = encryption(server, mongo)) {
            BsonBinary dataKey = writer.createDataKey("aws", new DataKeyOptions().masterKey(masterKey));
            BsonBinary sealed = writer.encrypt(new BsonString("1234-5678"), new EncryptOptions(RANDOM).keyId(dataKey));
            assertThat(reader.decrypt(sealed)).isEqualTo(new BsonString("1234-5678"));
            assertThat(reader.decrypt(sealed)).isEqualTo(new BsonString("1234-5678"));
        }
        assertThat(server.calls("Encrypt", key.arn())).isEqualTo(1);
        assertThat(server.calls("Decrypt", key.arn())).as("one for each client").isEqualTo(2);
    }

    @Test
    void theHostHeaderThatItSignsIsTakenWithAndWithoutAPort() {
        try (ClientEncryption client = encryption(server, mongo)) {
            BsonBinary dataKey = client.createDataKey("aws", new DataKeyOptions().masterKey(masterKey));
            client.encrypt(new BsonString("x"), new EncryptOptions(RANDOM).keyId(dataKey));
        }
        assertThat(server.calls())
                .filteredOn(call -> call.keys().contains(key.arn()))
                .extracting(call -> call.operation() + " " + call.host())
                .containsExactly("Encrypt 127.0.0.1", "Decrypt 127.0.0.1:" + server.endpoint().port());
        assertThat(server.userAgents("Decrypt", key.arn())).containsExactly("");
    }

    @Test
    void aDataKeyFromBeforeARotationIsOpened() {
        try (ClientEncryption writer = encryption(server, mongo);
                ClientEncryption reader = encryption(server, mongo)) {
            BsonBinary dataKey = writer.createDataKey("aws", new DataKeyOptions().masterKey(masterKey));
            server.setup().rotateKeyOnDemand(r -> r.keyId(key.keyId()));
            BsonBinary sealed = reader.encrypt(new BsonString("x"), new EncryptOptions(RANDOM).keyId(dataKey));
            assertThat(reader.decrypt(sealed)).isEqualTo(new BsonString("x"));
        }
    }

    @Test
    void theRefusalOfADisabledKeyReachesTheApplication() {
        try (ClientEncryption client = encryption(server, mongo)) {
            server.setup().disableKey(r -> r.keyId(key.keyId()));
            assertThatThrownBy(() -> client.createDataKey("aws", new DataKeyOptions().masterKey(masterKey)))
                    .isInstanceOf(MongoClientException.class)
                    .hasMessageContaining("DisabledException");
        }
    }

    @Test
    void thePageShowsWhatIsTestedHere() throws Exception {
        DocPage.of("mongodb").isQuotedFrom("MongoCryptTest");
    }
}
