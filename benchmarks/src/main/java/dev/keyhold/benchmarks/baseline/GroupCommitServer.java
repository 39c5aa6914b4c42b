package dev.keyhold.benchmarks.baseline;

import dev.keyhold.audit.AuditRecordWriter;
import dev.keyhold.audit.Basis;
import dev.keyhold.audit.Commit;
import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.Committer;
import dev.keyhold.audit.Epochs;
import dev.keyhold.audit.NodeLog;
import dev.keyhold.crypto.CryptoPool;
import dev.keyhold.crypto.Ed25519Signer;
import dev.keyhold.crypto.Providers;
import dev.keyhold.crypto.Randomness;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.KeyHierarchy;
import dev.keyhold.store.Store;
import dev.keyhold.store.sqlite.SqliteStore;
import dev.keyhold.transparency.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The bound for a service that answers nothing that is not on record: a handler that waits for the server's own
/// committer to put one data-key record into the server's own store, and does nothing else.
///
/// It neither bundles the log nor projects usage, so that what those cost counts as Keyhold's.
public final class GroupCommitServer {

    private static final String ORIGIN = "keyhold-benchmark/group-commit";
    private static final int SALT_BYTES = 16;

    private final Committer committer;
    private final Epochs epochs;
    private final Randomness randomness;
    private final byte[] record;

    private GroupCommitServer(Committer committer, Epochs epochs, Randomness randomness, byte[] record) {
        this.committer = committer;
        this.epochs = epochs;
        this.randomness = randomness;
        this.record = record;
    }

    /// Listens on a free port of 127.0.0.1 until it is ended; its data goes into the directory that is the first
    /// argument, which must not exist yet.
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectory(Path.of(arguments[0]));
        Clock clock = Clock.systemUTC();
        CryptoPool pool = new CryptoPool(Providers.detected());
        Randomness randomness = Randomness.of(pool);
        Store store = SqliteStore.open(directory);
        try (SecretBytes rootKey = randomness.secret(SecretWrapping.KEY_LENGTH)) {
            Deployment deployment = new Deployment(1, true, clock.instant());
            store.deployments()
                    .create(
                            deployment,
                            KeyHierarchy.first(
                                    new SecretWrapping(pool), randomness, rootKey, deployment, clock.instant()));
        }
        CommitStore commits = store.commits("benchmark");
        Epochs epochs = new Epochs(commits.epoch());
        NodeLog log =
                NodeLog.open(
                        ORIGIN,
                        new LogKey(randomness.secret(Ed25519Signer.SEED_LENGTH)),
                        clock,
                        commits.head(),
                        Optional.empty());
        Committer committer = new Committer(commits, log, epochs, GroupCommitServer::fail);
        byte[] record = new AuditRecordWriter().write(DataKeyRecord.at(clock.instant()));
        GroupCommitServer server = new GroupCommitServer(committer, epochs, randomness, record);
        System.out.println("ready " + BareServer.start(0, server::putOnRecord).port());
    }

    private void putOnRecord() {
        byte[] salt = new byte[SALT_BYTES];
        randomness.nextBytes(salt);
        Commit commit =
                new Commit(
                        DataKeyRecord.ACCOUNT,
                        DataKeyRecord.REGION,
                        record,
                        salt,
                        new Basis(epochs.current(), List.of()),
                        null);
        if (!(committer.commit(commit) instanceof Commit.Committed)) {
            throw new IllegalStateException("the record was not committed");
        }
    }

    private static void fail(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    /// A log key for one run.
    private static final class LogKey implements NoteSigner {

        private final Ed25519Signer signer;

        LogKey(SecretBytes seed) {
            this.signer = Ed25519Signer.of(seed);
        }

        @Override
        public String name() {
            return ORIGIN;
        }

        @Override
        public byte[] publicKey() {
            return signer.publicKey().toBytes();
        }

        @Override
        public byte[] sign(byte[] message) {
            return signer.sign(message);
        }
    }
}
