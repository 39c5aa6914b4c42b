package dev.keyhold.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import java.util.function.Supplier;

/// The operator's listener, apart from the API: metrics in Prometheus' text form at `/metrics`. It tells nothing
/// secret, but it is not for the world either.
public final class AdminEdge implements AutoCloseable {

    private final WebServer server;

    /// Binds and starts.
    ///
    /// @param host the address to bind
    /// @param port the port
    /// @param scrape gives the metrics
    public AdminEdge(String host, int port, Supplier<String> scrape) {
        this.server =
                WebServer.builder()
                        .host(host)
                        .port(port)
                        .shutdownHook(false)
                        .routing(routes ->
                                routes.get(
                                        "/metrics",
                                        (request, response) ->
                                                response.header(
                                                                HeaderNames.CONTENT_TYPE,
                                                                "text/plain; version=0.0.4; charset=utf-8")
                                                        .send(scrape.get())))
                        .build()
                        .start();
    }

    /// The port that is bound.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
