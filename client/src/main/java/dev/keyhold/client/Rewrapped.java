package dev.keyhold.client;

/// What [Envelope#rewrap] did.
///
/// @param suite the message's algorithm suite
/// @param from the key and material that the data key was wrapped under
/// @param to the key and material that it is wrapped under now
/// @param bodyKept whether the body's bytes are as they were ([Suite#SIGNED]), or the plaintext was encrypted again
///   under a fresh data key ([Suite#COMMITTED])
public record Rewrapped(Suite suite, KeyUsed from, KeyUsed to, boolean bodyKept) {}
