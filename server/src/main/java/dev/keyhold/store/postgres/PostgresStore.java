package dev.keyhold.store.postgres;

import dev.keyhold.store.Store;

/// Opens a store that several nodes share.
public final class PostgresStore {

    private PostgresStore() {}

    /// Opens the store, with its schema brought up to date.
    ///
    /// @param url a JDBC URL, `jdbc:postgresql://host:port/database`; its parameters come before ours
    /// @param user the database user, who owns the schema
    /// @param password empty where the database asks for none; never logged
    /// @throws dev.keyhold.store.StoreException in plain words if the database cannot be reached, is a replica, or
    ///   would lose what it confirmed
    public static Store open(String url, String user, String password) {
        return new Store(PostgresEngine.open(url, user, password));
    }
}
