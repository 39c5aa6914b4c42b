package dev.keyhold.benchmarks.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;

/// The upper bound: Helidon reads the body and answers 300 bytes of JSON. What a call costs more than here is Keyhold's
/// own.
public final class BareServer {

    private static final int BODY_BYTES = 300;
    private static final byte[] BODY = answer();
    private static final Header JSON = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.1");

    private BareServer() {}

    /// Listens on a free port of 127.0.0.1, or on the one that is the first argument, until it is ended.
    public static void main(String[] arguments) {
        WebServer server = start(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]), () -> {});
        System.out.println("ready " + server.port());
    }

    /// A server that does `work` in every call before it answers.
    static WebServer start(int port, Runnable work) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routes ->
                        routes.post(
                                "/",
                                (request, response) -> {
                                    read(request);
                                    work.run();
                                    send(response);
                                }))
                .build()
                .start();
    }

    private static void read(ServerRequest request) throws IOException {
        try (InputStream in = request.content().inputStream()) {
            in.readAllBytes();
        }
    }

    private static void send(ServerResponse response) {
        response.header(JSON).send(BODY);
    }

    private static byte[] answer() {
        String head = "{\"CiphertextBlob\":\"";
        String tail = "\"}";
        return (head + "A".repeat(BODY_BYTES - head.length() - tail.length()) + tail).getBytes(UTF_8);
    }
}
