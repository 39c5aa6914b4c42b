package dev.keyhold.store;

import dev.keyhold.seal.Deployment;
import dev.keyhold.seal.DeploymentStore;
import dev.keyhold.seal.DomainKeyRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads and creates the deployment. Threads: one, at start, before the committer has its connection.
final class JdbcDeploymentStore implements DeploymentStore {

    private final Engine engine;
    private final Reads reads;

    JdbcDeploymentStore(Engine engine, Reads reads) {
        this.engine = engine;
        this.reads = reads;
    }

    @Override
    public Optional<Deployment> deployment() {
        return reads.call(session ->
                session.one(
                        "SELECT id, development, created FROM deployment",
                        row ->
                                new Deployment(
                                        row.getLong("id"),
                                        row.getBoolean("development"),
                                        Columns.time(row, "created"))));
    }

    @Override
    public void create(Deployment deployment, DomainKeyRow firstDomainKey) {
        try (Session session = new Session(engine.writer())) {
            boolean created = insert(session, deployment, firstDomainKey);
            if (!created) {
                session.connection().rollback();
                throw new IllegalStateException("the store is a deployment already");
            }
            session.connection().commit();
        } catch (SQLException cannot) {
            throw new StoreException("the deployment cannot be created", cannot);
        }
    }

    private static boolean insert(Session session, Deployment deployment, DomainKeyRow domainKey) throws SQLException {
        int deployments =
                session.update(
                        """
                        INSERT INTO deployment (singleton, id, development, created)
                        VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING\
                        """,
                        deployment.id(),
                        deployment.development(),
                        deployment.created());
        int domainKeys =
                session.update(
                        "INSERT INTO domain_key (id, wrapped, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        domainKey.id(),
                        domainKey.wrapped(),
                        domainKey.created());
        return deployments == 1 && domainKeys == 1;
    }

    @Override
    public List<DomainKeyRow> domainKeys() {
        return reads.call(session ->
                session.all(
                        "SELECT id, wrapped, created FROM domain_key ORDER BY id",
                        row ->
                                new DomainKeyRow(
                                        row.getInt("id"), Columns.blob(row, "wrapped"), Columns.time(row, "created"))));
    }
}
