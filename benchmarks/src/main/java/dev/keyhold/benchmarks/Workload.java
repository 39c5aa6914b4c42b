package dev.keyhold.benchmarks;

/// The calls that are measured: the three that make up nearly all traffic of a key management service.
enum Workload {
    /// A new 256-bit data key.
    GENERATE_DATA_KEY("GenerateDataKey"),
    /// 64 bytes of plaintext.
    ENCRYPT("Encrypt"),
    /// A blob that [#ENCRYPT] made.
    DECRYPT("Decrypt");

    private final String operation;

    Workload(String operation) {
        this.operation = operation;
    }

    /// The operation's name in the API.
    String operation() {
        return operation;
    }
}
