package dev.keyhold.boot;

import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.KeyHierarchy;
import dev.keyhold.store.Store;
import dev.keyhold.store.postgres.PostgresStore;
import dev.keyhold.store.sqlite.SqliteStore;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// Opens the store of a node and makes it a deployment.
final class Deployments {

    private Deployments() {}

    /// The store that the configuration names, its schema brought up to date.
    static Store openStore(Config config) {
        return config.database()
                .<Store>map(database -> PostgresStore.open(database.url(), database.user(), database.password()))
                .orElseGet(() -> SqliteStore.open(config.data().path()));
    }

    /// Makes the store a deployment if it is none yet, with a new root key or the one that is there.
    ///
    /// @return whether it was none
    static boolean createIfAbsent(Config config, Clock clock, Secrets secrets) {
        try (Store store = openStore(config)) {
            if (store.deployments().deployment().isPresent()) {
                return false;
            }
            create(config, store, clock, secrets);
            return true;
        }
    }

    private static void create(Config config, Store store, Clock clock, Secrets secrets) {
        byte[] id = new byte[Long.BYTES];
        secrets.randomness().nextBytes(id);
        Deployment deployment = new Deployment(ByteBuffer.wrap(id).getLong(), config.development(), clock.instant());
        if (!Files.exists(rootKeyFile(config))) {
            KeyFiles.create(rootKeyFile(config), secrets.randomness());
        }
        try (SecretBytes rootKey = rootKey(config)) {
            store.deployments()
                    .create(
                            deployment,
                            KeyHierarchy.first(
                                    secrets.wrapping(), secrets.randomness(), rootKey, deployment, clock.instant()));
        }
    }

    /// The deployment in the store, which must be of the kind that the configuration is for.
    static Deployment require(Store store, Config config) {
        Deployment deployment =
                store.deployments()
                        .deployment()
                        .orElseThrow(() ->
                                new IllegalStateException("there is no deployment here; run 'keyhold init' first"));
        if (deployment.development() && !config.development()) {
            throw new IllegalStateException(
                    "this data was made by the development server, where one person could do everything;"
                            + " a production server does not start on it");
        }
        if (!deployment.development() && config.development()) {
            throw new IllegalStateException("this is a production deployment; the development server does not open it");
        }
        return deployment;
    }

    /// The root key, from its key file.
    static SecretBytes rootKey(Config config) {
        return KeyFiles.read(rootKeyFile(config));
    }

    private static Path rootKeyFile(Config config) {
        return config.rootKey().orElse(config.data().rootKey());
    }
}
