package dev.keyhold.store;

import org.junit.jupiter.api.Nested;

/// What every store keeps, whichever database is below it.
public abstract class StoreContract {

    /// A new, empty database.
    protected abstract TestStores fresh();

    @Nested
    class Batches extends BatchContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class EpochMemory extends EpochContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class KeyChangeRules extends KeyChangeContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class KeyReads extends KeyReadContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class Grants extends GrantContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class Identities extends IdentityContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class Logs extends LogContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class Bundles extends BundleContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }

    @Nested
    class Deployments extends DeploymentContract {
        @Override
        protected TestStores fresh() {
            return StoreContract.this.fresh();
        }
    }
}
