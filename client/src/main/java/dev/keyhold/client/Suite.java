package dev.keyhold.client;

/// The algorithm suites that are read and written: AES-256-GCM, HKDF-SHA512 and key commitment, with or without a
/// signature over the whole message. Suites without key commitment are refused.
///
/// Source: AWS Encryption SDK developer guide, "Algorithms reference".
public enum Suite {
    /// `0x0478`: every frame is authenticated under the data key; no footer.
    COMMITTED(0x0478),

    /// `0x0578`: also an ECDSA P-384 signature over header and body, made with a key of this message alone whose public
    /// half stands in the encryption context. This suite is the only one whose message can move to another key while
    /// its body stays as it is: see [Envelope#rewrap].
    SIGNED(0x0578);

    private final int id;

    Suite(int id) {
        this.id = id;
    }

    /// The suite's number in the header, two bytes.
    public int id() {
        return id;
    }

    boolean signed() {
        return this == SIGNED;
    }

    static Suite of(int id) throws EnvelopeException {
        for (Suite suite : values()) {
            if (suite.id == id) {
                return suite;
            }
        }
        throw new EnvelopeException(
                EnvelopeException.Reason.UNSUPPORTED,
                "algorithm suite 0x%04x is not read: it must be 0x0478 or 0x0578".formatted(id));
    }
}
