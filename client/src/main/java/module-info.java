import org.jspecify.annotations.NullMarked;

/// Envelope encryption of files and streams with data keys from a KMS, in the AWS Encryption SDK's message format.
@NullMarked
module dev.keyhold.client {
    requires static org.jspecify;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires transitive software.amazon.awssdk.services.kms;

    exports dev.keyhold.client;
}
