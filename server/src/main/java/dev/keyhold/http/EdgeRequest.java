package dev.keyhold.http;

import dev.keyhold.operations.Peer;
import dev.keyhold.protocol.sigv4.PathStyle;
import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import dev.keyhold.protocol.sigv4.RequestLine;
import dev.keyhold.protocol.sigv4.SignedRequest;
import java.time.Instant;
import java.util.List;

/// A request as it was received: nothing is normalised, because the signature covers what was sent. It is complete and
/// within the limits when the pipeline sees it. The body array is not copied; nobody writes to it.
public final class EdgeRequest {

    private final String requestId;
    private final Instant arrived;
    private final RequestLine line;
    private final ReceivedHeaders headers;
    private final byte[] body;
    private final Peer peer;

    EdgeRequest(RequestLine line, ReceivedHeaders headers, byte[] body, String requestId, Instant arrived, Peer peer) {
        this.requestId = requestId;
        this.arrived = arrived;
        this.line = line;
        this.headers = headers;
        this.body = body;
        this.peer = peer;
    }

    /// The id that the answer and the record carry.
    public String requestId() {
        return requestId;
    }

    /// When the request was complete.
    public Instant arrived() {
        return arrived;
    }

    /// What a client must have signed to send this.
    ///
    /// @throws dev.keyhold.protocol.KmsException if it cannot have a good signature
    public SignedRequest signed() {
        return SignedRequest.read(line, PathStyle.NORMALIZED, headers, body);
    }

    /// The first value of a header, or nothing.
    public String header(String lowerCaseName) {
        List<String> values = headers.values(lowerCaseName);
        return values.isEmpty() ? "" : values.getFirst();
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
        return peer.sourceIp();
    }

    /// From where and how it came.
    public Peer peer() {
        return peer;
    }
}
