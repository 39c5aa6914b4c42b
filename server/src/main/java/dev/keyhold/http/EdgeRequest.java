package dev.keyhold.http;

import dev.keyhold.authn.SignedCall;
import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import java.time.Instant;
import java.util.Optional;

/// A request as it was received: nothing is normalised, because the signature covers what was sent. It is complete and
/// within the limits when the pipeline sees it. The body array is not copied; nobody writes to it.
public final class EdgeRequest {

    private final String requestId;
    private final Instant arrived;
    private final String method;
    private final String rawPath;
    private final String rawQuery;
    private final ReceivedHeaders headers;
    private final byte[] body;
    private final String sourceIp;
    private final Optional<String> tlsVersion;

    EdgeRequest(
            RequestLine line, ReceivedHeaders headers, byte[] body, String requestId, Instant arrived, Peer peer) {
        this.requestId = requestId;
        this.arrived = arrived;
        this.method = line.method();
        this.rawPath = line.rawPath();
        this.rawQuery = line.rawQuery();
        this.headers = headers;
        this.body = body;
        this.sourceIp = peer.sourceIp();
        this.tlsVersion = peer.tlsVersion();
    }

    /// The first line of a request.
    ///
    /// @param method the method
    /// @param rawPath the path as received, percent-encoded
    /// @param rawQuery the query as received, empty if none
    record RequestLine(String method, String rawPath, String rawQuery) {}

    /// Who is at the other end of the connection.
    ///
    /// @param sourceIp the peer's address
    /// @param tlsVersion the TLS version, empty for a plain connection
    record Peer(String sourceIp, Optional<String> tlsVersion) {}

    /// The id that the answer and the record carry.
    public String requestId() {
        return requestId;
    }

    /// When the request was complete.
    public Instant arrived() {
        return arrived;
    }

    /// The method.
    public String method() {
        return method;
    }

    /// The path as received.
    public String rawPath() {
        return rawPath;
    }

    /// The query as received.
    public String rawQuery() {
        return rawQuery;
    }

    /// What the signature covers beside the body.
    public SignedCall signedCall() {
        return new SignedCall(method, rawPath, rawQuery, headers, arrived);
    }

    /// The headers as received.
    public ReceivedHeaders headers() {
        return headers;
    }

    /// The body; shared, not to be written to.
    public byte[] body() {
        return body;
    }

    /// The peer's address.
    public String sourceIp() {
        return sourceIp;
    }

    /// The TLS version, empty for a plain connection.
    public Optional<String> tlsVersion() {
        return tlsVersion;
    }
}
