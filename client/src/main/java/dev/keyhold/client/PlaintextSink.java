package dev.keyhold.client;

import java.io.IOException;

/// Takes verified plaintext, frame by frame.
@FunctionalInterface
interface PlaintextSink {
    /// @param plaintext a buffer that is used again after this returns
    /// @param length how much of it is plaintext
    /// @param last whether the message ends here
    void accept(byte[] plaintext, int length, boolean last) throws IOException;
}
