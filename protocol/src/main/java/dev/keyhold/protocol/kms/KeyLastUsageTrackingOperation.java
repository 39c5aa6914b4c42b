package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.WireName;

/// An operation that counts as a use of a key. The order is that of the AWS model.
public enum KeyLastUsageTrackingOperation {
    @WireName("Decrypt")
    DECRYPT,
    @WireName("DeriveSharedSecret")
    DERIVE_SHARED_SECRET,
    @WireName("Encrypt")
    ENCRYPT,
    @WireName("GenerateDataKey")
    GENERATE_DATA_KEY,
    @WireName("GenerateDataKeyPair")
    GENERATE_DATA_KEY_PAIR,
    @WireName("GenerateDataKeyPairWithoutPlaintext")
    GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
    @WireName("GenerateDataKeyWithoutPlaintext")
    GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
    @WireName("GenerateMac")
    GENERATE_MAC,
    @WireName("ReEncrypt")
    RE_ENCRYPT,
    @WireName("Sign")
    SIGN,
    @WireName("Verify")
    VERIFY,
    @WireName("VerifyMac")
    VERIFY_MAC,
    @WireName("Encapsulate")
    ENCAPSULATE,
    @WireName("Decapsulate")
    DECAPSULATE
}
