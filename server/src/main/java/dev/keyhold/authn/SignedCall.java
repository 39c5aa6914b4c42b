package dev.keyhold.authn;

import dev.keyhold.protocol.sigv4.ReceivedHeaders;
import java.time.Instant;

/// What a signature covers, as it was received. The body is not copied; nobody writes to it.
///
/// @param method the HTTP method
/// @param rawPath the path as received
/// @param rawQuery the query as received, empty if none
/// @param headers the headers as received
/// @param arrived when the request was complete, by this node's clock
public record SignedCall(String method, String rawPath, String rawQuery, ReceivedHeaders headers, Instant arrived) {}
