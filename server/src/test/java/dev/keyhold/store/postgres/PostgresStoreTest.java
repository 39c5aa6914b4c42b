package dev.keyhold.store.postgres;

import dev.keyhold.store.StoreContract;
import dev.keyhold.store.TestStores;

/// The contract on PostgreSQL.
class PostgresStoreTest extends StoreContract {

    @Override
    protected TestStores fresh() {
        return new PostgresTestStores(EmbeddedPostgresServer.newSchema());
    }
}
