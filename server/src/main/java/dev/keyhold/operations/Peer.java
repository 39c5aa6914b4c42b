package dev.keyhold.operations;

/// From where and how a call came, as the listener saw it.
///
/// @param sourceIp the peer's address; empty for what the server does by itself
/// @param userAgent as sent, empty if it was not
/// @param secureTransport whether it came over TLS
public record Peer(String sourceIp, String userAgent, boolean secureTransport) {

    /// Of what the server does by itself.
    public static final Peer NONE = new Peer("", "", true);
}
