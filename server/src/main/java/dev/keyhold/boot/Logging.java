package dev.keyhold.boot;

import org.slf4j.bridge.SLF4JBridgeHandler;

/// Brings what libraries say through java.util.logging into the one structured log.
final class Logging {

    private Logging() {}

    static void install() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
