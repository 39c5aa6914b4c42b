package dev.keyhold.http;

import dev.keyhold.crypto.Randomness;
import dev.keyhold.operations.Api;
import dev.keyhold.operations.Peer;
import dev.keyhold.protocol.AwsJson;
import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.KmsException;
import dev.keyhold.protocol.sigv4.RequestLine;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The listener: limits and framing before anything is parsed, then the pipeline.
///
/// Every early error, one that is answered before the whole request has been read, ends the connection, so that what
/// follows on it is never taken for a second request.
public final class HttpEdge implements AutoCloseable {

    private static final int MAX_BODY = 1024 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_CONCURRENT = 1024;
    private static final int MAX_CONNECTIONS = 4096;
    private static final String JSON = "application/x-amz-json-1.1";

    /// Helidon takes a header line that begins with its colon.
    private static final HeaderName NAMELESS = HeaderNames.create("");

    private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
    private static final Header NO_CACHE =
            HeaderValues.create("Cache-Control", "no-cache, no-store, must-revalidate, private");
    private static final Header EXPIRED = HeaderValues.create("Expires", "0");
    private static final Header PRAGMA = HeaderValues.create("Pragma", "no-cache");

    private final RequestPipeline pipeline;
    private final Health health;
    private final Randomness randomness;
    private final Clock clock;
    private final WebServer server;

    /// Where to listen.
    ///
    /// @param host the address to bind
    /// @param port the port, 0 for any free one
    /// @param tls null for a plain listener
    public record Listener(String host, int port, @Nullable Tls tls) {}

    /// Binds and starts.
    ///
    /// @param listener where
    /// @param pipeline answers API calls
    /// @param health answers the health checks
    /// @param randomness makes request ids
    /// @param clock tells when a request arrived
    public HttpEdge(Listener listener, RequestPipeline pipeline, Health health, Randomness randomness, Clock clock) {
        this.pipeline = pipeline;
        this.health = health;
        this.randomness = randomness;
        this.clock = clock;
        WebServerConfig.Builder config =
                WebServer.builder()
                        .host(listener.host())
                        .port(listener.port())
                        .shutdownHook(false)
                        .maxTcpConnections(MAX_CONNECTIONS)
                        .maxConcurrentRequests(MAX_CONCURRENT)
                        .idleConnectionTimeout(Duration.ofMinutes(5))
                        .shutdownGracePeriod(Duration.ofSeconds(10))
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .addProtocol(
                                Http1Config.builder()
                                        .maxPrologueLength(MAX_REQUEST_LINE)
                                        .maxHeadersSize(MAX_HEADERS)
                                        .build())
                        .directHandlers(refusals())
                        .routing(this::routes);
        if (listener.tls() != null) {
            config.tls(listener.tls());
        }
        this.server = config.build().start();
    }

    /// The port that is bound.
    public int port() {
        return server.port();
    }

    /// Lets running calls finish, takes no new ones, and unbinds.
    @Override
    public void close() {
        server.stop();
    }

    private void routes(HttpRouting.Builder routes) {
        routes.get("/healthz", (request, response) -> plain(response, health.alive()))
                .get("/readyz", (request, response) -> plain(response, health.ready()))
                .any("/", this::call)
                .any(this::call);
    }

    private static void plain(ServerResponse response, Health.State state) {
        response.status(Status.create(state.ok() ? 200 : 503)).header(NO_CACHE).send(state.text() + "\n");
    }

    private void call(ServerRequest request, ServerResponse response) {
        String requestId = randomness.uuid();
        byte[] body;
        try {
            body = body(request);
        } catch (KmsException refused) {
            send(response, Wire.JSON.error(Api.KMS, refused, requestId), requestId, HeaderValues.CONNECTION_CLOSE);
            throw new CloseConnectionException("refused before the end of the request");
        } catch (IOException broken) {
            throw new CloseConnectionException("the request did not arrive whole", broken);
        }
        HelidonHeaders headers = new HelidonHeaders(request.headers());
        List<String> userAgents = headers.values("user-agent");
        EdgeRequest received =
                new EdgeRequest(
                        new RequestLine(
                                request.prologue().method().text(),
                                request.prologue().uriPath().rawPath(),
                                request.prologue().query().rawValue()),
                        headers,
                        body,
                        requestId,
                        clock.instant(),
                        new Peer(peer(request), userAgents.isEmpty() ? "" : userAgents.getFirst(), request.isSecure()));
        send(response, pipeline.handle(received), requestId, null);
    }

    /// The body, whose length exactly one Content-Length states. A request without one has none.
    private static byte[] body(ServerRequest request) throws IOException {
        if (!request.prologue().method().text().equals("POST") || !request.prologue().uriPath().rawPath().equals("/")) {
            throw Errors.unknownOperation();
        }
        HelidonHeaders headers = new HelidonHeaders(request.headers());
        if (request.headers().contains(NAMELESS)) {
            throw Errors.serialization("A header has no name.");
        }
        if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            throw Errors.serialization("Transfer-Encoding is not accepted; send a Content-Length.");
        }
        List<String> lengths = headers.values("content-length");
        if (lengths.isEmpty()) {
            return new byte[0];
        }
        int length = contentLength(lengths);
        if (length == 0) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(length);
            if (body.length != length) {
                throw new IOException("the body is shorter than its Content-Length");
            }
            return body;
        }
    }

    private static int contentLength(List<String> values) {
        String value = values.getFirst();
        if (values.size() != 1 || value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Errors.serialization("Content-Length must be one decimal number.");
        }
        if (value.length() > 7 || Integer.parseInt(value) > MAX_BODY) {
            throw Errors.serialization("The request body is larger than 1048576 bytes.");
        }
        return Integer.parseInt(value);
    }

    private static String peer(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : request.remotePeer().host();
    }

    private static void send(ServerResponse response, Answer answer, String requestId, @Nullable Header connection) {
        response.status(Status.create(answer.status()))
                .header(REQUEST_ID, requestId)
                .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                .header(NO_CACHE)
                .header(EXPIRED)
                .header(PRAGMA);
        if (connection != null) {
            response.header(connection);
        }
        response.send(answer.body());
    }

    /// What Helidon itself refuses (a malformed request line, header or length) gets the modelled error, an id, and the
    /// end of the connection.
    private DirectHandlers refusals() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, this::refuse);
        }
        return handlers.build();
    }

    private DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        // the pipeline answers for its own failures: what comes here is the client's framing, whatever Helidon calls it
        KmsException error = Errors.serialization("The request is not well-formed HTTP.");
        return DirectHandler.TransportResponse.builder()
                .status(Status.BAD_REQUEST_400)
                .header(REQUEST_ID, randomness.uuid())
                .header(HeaderNames.CONTENT_TYPE, JSON)
                .header(NO_CACHE)
                .entity(AwsJson.encodeError(error))
                .keepAlive(false)
                .build();
    }
}
