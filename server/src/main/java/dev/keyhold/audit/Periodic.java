package dev.keyhold.audit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs a chore again and again on a background thread of its own, with a pause in between, until closed. The chore
/// ends the loop by throwing, so it handles what it can handle.
final class Periodic implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /// Starts the thread.
    Periodic(String name, Duration pause, Runnable chore) {
        this.thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon(true)
                        .start(() -> {
                            do {
                                chore.run();
                            } while (!closedWithin(pause));
                        });
    }

    private boolean closedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            return true;
        }
    }

    /// Lets a running chore finish, then ends the thread.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
