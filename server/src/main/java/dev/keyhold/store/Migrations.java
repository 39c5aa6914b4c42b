package dev.keyhold.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a schema up to date.
public final class Migrations {

    private Migrations() {}

    /// Runs the migrations that are missing, in order. Several nodes may do so at once.
    ///
    /// @param location where the migrations of this database are on the class path
    /// @throws StoreException if one fails, was altered after it ran, or is of a newer version than this program, which
    ///   would not understand what it wrote
    public static void run(DataSource source, String location) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:" + location)
                    .ignoreMigrationPatterns(new String[0])
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException cannot) {
            throw new StoreException(
                    "the schema cannot be brought up to date; was it written by a newer version?", cannot);
        }
    }
}
