package dev.keyhold.store;

import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Runs reads on a fixed number of platform threads, each with a connection of the readers' pool, while the caller
/// waits.
///
/// A native SQLite call holds its carrier thread, so on virtual threads a few slow reads would stop every other call of
/// the process. The queue needs no bound of its own: every task in it has a caller who waits, and the edge bounds
/// those.
///
/// Threads: safe.
final class Reads implements AutoCloseable {

    /// What is read, on one connection.
    @FunctionalInterface
    interface Query<T> {
        T run(Session session) throws SQLException;
    }

    private static final long CLOSE_SECONDS = 30;

    private final Engine engine;
    private final ExecutorService threads;

    Reads(Engine engine) {
        this.engine = engine;
        this.threads =
                Executors.newFixedThreadPool(
                        engine.readers(), Thread.ofPlatform().name("store-reader-", 0).daemon(true).factory());
    }

    /// The result of the query, which sees committed data only.
    ///
    /// @throws StoreException if the store cannot be read, is closed, or the caller is interrupted
    <T> T call(Query<T> query) {
        return await(submit(query));
    }

    private <T> Future<T> submit(Query<T> query) {
        try {
            return threads.submit(() -> {
                try (Session session = new Session(engine.reader())) {
                    return query.run(session);
                }
            });
        } catch (RejectedExecutionException closed) {
            throw new StoreException("the store is closed", closed);
        }
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            result.cancel(false);
            throw new StoreException("interrupted while reading", interrupted);
        } catch (CancellationException cancelled) {
            throw new StoreException("the store was closed while reading", cancelled);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new StoreException("the store cannot be read", failed);
        }
    }

    /// Lets running reads end.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
            }
        } catch (InterruptedException stopping) {
            threads.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
            Thread.currentThread().interrupt();
        }
    }
}
