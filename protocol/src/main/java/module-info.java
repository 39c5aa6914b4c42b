/// The wire of Keyhold: AWS shapes as records, a JSON and a query codec, error codes, ARNs and the Signature Version 4
/// canonical form. It does no I/O, keeps no state and holds no secret key.
@org.jspecify.annotations.NullMarked
module dev.keyhold.protocol {
    requires transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.keyhold.protocol;
    exports dev.keyhold.protocol.iam;
    exports dev.keyhold.protocol.keyhold;
    exports dev.keyhold.protocol.kms;
    exports dev.keyhold.protocol.sigv4;
    exports dev.keyhold.protocol.sts;
}
