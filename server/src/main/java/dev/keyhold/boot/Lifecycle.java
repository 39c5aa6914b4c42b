package dev.keyhold.boot;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a node from start to stop: until the process gets SIGTERM or SIGINT, which lets running calls finish, or until
/// the node can no longer put calls on record, which ends the process at once.
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    /// `EX_IOERR` of sysexits: a supervisor should start the server again, which then reads what the store holds.
    private static final int EXIT_RECORD_BROKEN = 74;

    /// Read by the JDK when the first virtual thread is made.
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private Lifecycle() {}

    /// Serves until told to stop.
    ///
    /// @param announce prints what the reader needs, before `ready`
    /// @param afterwards cleans up when the node is closed
    /// @return the exit code
    static int serve(Config config, Clock clock, PrintWriter out, Consumer<Node> announce, Runnable afterwards) {
        Logging.install();
        leaveACoreToTheCommitter();
        CountDownLatch stopped = new CountDownLatch(1);
        Node node = Node.start(config, clock, Lifecycle::recordBroken);
        Thread hook =
                new Thread(
                        () -> {
                            node.close();
                            afterwards.run();
                            stopped.countDown();
                        },
                        "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        announce.accept(node);
        out.println("ready");
        out.flush();
        try {
            stopped.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /// Every call waits for the committer, which is a platform thread. With as many carriers of virtual threads as
    /// cores it queues behind calls that then wait for it; with one fewer the slowest calls take a quarter less time.
    private static void leaveACoreToTheCommitter() {
        if (System.getProperty(CARRIERS) == null) {
            int carriers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
            System.setProperty(CARRIERS, Integer.toString(carriers));
        }
    }

    private static void recordBroken(Throwable cause) {
        LOG.error("calls can no longer be put on record; this node stops", cause);
        Runtime.getRuntime().halt(EXIT_RECORD_BROKEN);
    }
}
