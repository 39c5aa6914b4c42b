package dev.keyhold.store;

import dev.keyhold.audit.BundleStore;
import dev.keyhold.audit.CommitStore;
import dev.keyhold.audit.LogStore;
import dev.keyhold.identity.IdentityStore;
import dev.keyhold.keys.GrantStore;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.seal.DeploymentStore;

/// An open store: the ports of the features over one database.
///
/// Threads: safe, except for what a port says of itself. A [CommitStore] is closed by who took it, before the store.
public final class Store implements AutoCloseable {

    private final Engine engine;
    private final Reads reads;
    private final LogBundles bundles;

    /// @param engine the database, its schema up to date; closed with the store
    public Store(Engine engine) {
        this.engine = engine;
        this.reads = new Reads(engine);
        this.bundles = new LogBundles(reads, engine.bundleFiles());
    }

    /// What the deployment is.
    public DeploymentStore deployments() {
        return new JdbcDeploymentStore(engine, reads);
    }

    /// Opens the writing side of a node, at most once at a time.
    ///
    /// @param node the node's name: at most 63 of letters, digits, `.`, `_` and `-`, the first a letter or digit
    /// @throws StoreException if the store cannot be written
    public CommitStore commits(String node) {
        return JdbcCommitStore.open(engine, bundles, node);
    }

    /// The logs of all nodes.
    public LogStore logs() {
        return new JdbcLogStore(reads, bundles);
    }

    /// Where full bundles of the logs rest.
    public BundleStore bundles() {
        return bundles;
    }

    /// Keys, materials and aliases.
    public KeyStore keys() {
        return new JdbcKeyStore(reads);
    }

    /// Grants on keys.
    public GrantStore grants() {
        return new JdbcGrantStore(reads);
    }

    /// Users and credentials.
    public IdentityStore identities() {
        return new JdbcIdentityStore(reads);
    }

    /// Lets running reads end and closes the database.
    @Override
    public void close() {
        try (engine) {
            reads.close();
        }
    }
}
