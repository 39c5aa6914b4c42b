package dev.keyhold.conformance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How a client reaches a server. Each way has one packaged server, started when a test first asks for it and shared by
/// all tests of this JVM that run clients.
enum Transport {

    /// `keyhold dev`.
    HTTP,

    /// `keyhold init` and `keyhold server`, with a certificate of the deployment's own CA.
    HTTPS;

    private static final Map<Transport, ClientServer> STARTED = new EnumMap<>(Transport.class);

    /// The server.
    ClientServer server() {
        synchronized (STARTED) {
            return STARTED.computeIfAbsent(this, ClientServer::start);
        }
    }

    /// The servers that tests have asked for so far.
    static List<ClientServer> started() {
        synchronized (STARTED) {
            return List.copyOf(STARTED.values());
        }
    }
}
