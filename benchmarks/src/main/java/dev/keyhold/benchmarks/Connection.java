package dev.keyhold.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/// One kept-alive HTTP/1.1 connection that sends prepared bytes and looks at the status and the length of the answer.
///
/// The driver shares its processors with the server, so a request costs it one write and, as a rule, one read. Threads:
/// confined to one.
final class Connection implements AutoCloseable {

    private static final int BUFFER = 32 * 1024;
    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final byte[] END = "\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] CONTENT_LENGTH = "\r\ncontent-length:".getBytes(ISO_8859_1);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int bodyAt;
    private int end;

    /// @param address a plain listener
    /// @throws IOException if nobody listens there
    Connection(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.connect(address);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// Sends one request and reads its answer whole.
    ///
    /// @return the status
    /// @throws IOException if the connection breaks or the answer is not HTTP/1.1 with a Content-Length of at most 32
    ///   KiB in all
    int exchange(byte[] request) throws IOException {
        out.write(request);
        end = 0;
        do {
            fill();
            bodyAt = afterHead();
        } while (bodyAt < 0);
        int length = contentLength();
        while (end < bodyAt + length) {
            fill();
        }
        if (end != bodyAt + length) {
            throw new IOException("more bytes came than Content-Length says");
        }
        return digits(STATUS_AT, STATUS_AT + 3);
    }

    /// The body of the last answer.
    String body() {
        return new String(buffer, bodyAt, end - bodyAt, UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void fill() throws IOException {
        if (end == buffer.length) {
            throw new IOException("the answer is longer than " + BUFFER + " bytes");
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        end += read;
    }

    private int afterHead() {
        for (int i = 0; i + END.length <= end; i++) {
            if (buffer[i] == '\r' && Arrays.equals(buffer, i, i + END.length, END, 0, END.length)) {
                return i + END.length;
            }
        }
        return -1;
    }

    private int contentLength() throws IOException {
        for (int i = 0; i + CONTENT_LENGTH.length <= bodyAt; i++) {
            if (buffer[i] == '\r' && isContentLength(i)) {
                int from = i + CONTENT_LENGTH.length;
                while (buffer[from] == ' ') {
                    from++;
                }
                int to = from;
                while (buffer[to] != '\r') {
                    to++;
                }
                return digits(from, to);
            }
        }
        throw new IOException("the answer has no Content-Length");
    }

    private boolean isContentLength(int at) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (Character.toLowerCase(buffer[at + i]) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int digits(int from, int to) throws IOException {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9 || value > BUFFER) {
                throw new IOException("the answer is not HTTP/1.1");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
