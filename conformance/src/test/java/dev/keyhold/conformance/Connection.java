package dev.keyhold.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plain connection to a server, for what no client library would send. For one thread.
final class Connection implements AutoCloseable {

    /// Generous: it only ends a test that hangs.
    private static final int DEADLINE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Connection to(Endpoint endpoint) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
        return new Connection(socket);
    }

    /// Sends one request on a connection of its own, ends the sending side, and reads what comes back until the end.
    static List<WireResponse> exchange(Endpoint endpoint, byte[] bytes) throws IOException {
        try (Connection connection = to(endpoint)) {
            connection.sendAndEnd(bytes);
            return connection.readToEnd();
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends as much as the server takes; it may refuse and close before it has read all.
    void sendWhatIsTaken(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException closedEarly) {
            // what it answered before is still to be read
        }
    }

    /// As [#sendWhatIsTaken], and ends the sending side.
    void sendAndEnd(byte[] bytes) {
        sendWhatIsTaken(bytes);
        try {
            socket.shutdownOutput();
        } catch (IOException closedEarly) {
            // the server has ended both sides
        }
    }

    /// The next response.
    WireResponse read() throws IOException {
        return next().orElseThrow(() -> new EOFException("the connection ended without a response"));
    }

    /// All responses until the server ends the connection.
    List<WireResponse> readToEnd() throws IOException {
        List<WireResponse> responses = new ArrayList<>();
        for (Optional<WireResponse> next = next(); next.isPresent(); next = next()) {
            responses.add(next.get());
        }
        return responses;
    }

    /// Whatever comes back until the server ends the connection.
    byte[] readRaw() throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    /// The next response, or empty if the server ended the connection before it.
    private Optional<WireResponse> next() throws IOException {
        Optional<String> line;
        try {
            line = line();
        } catch (SocketException reset) {
            return Optional.empty();
        }
        if (line.isEmpty()) {
            return Optional.empty();
        }
        int status = Integer.parseInt(line.get().split(" ", 3)[1]);
        List<WireResponse.Header> headers = new ArrayList<>();
        for (String header = headerLine(); !header.isEmpty(); header = headerLine()) {
            int colon = header.indexOf(':');
            headers.add(new WireResponse.Header(header.substring(0, colon), header.substring(colon + 1).strip()));
        }
        WireResponse head = new WireResponse(status, headers, "");
        int length =
                status == 100 ? 0 : Integer.parseInt(head.values("content-length").stream().findFirst().orElse("0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new WireResponse(status, headers, body));
    }

    private String headerLine() throws IOException {
        return line().orElseThrow(() -> new EOFException("the connection ended within a response"));
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.ISO_8859_1));
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
